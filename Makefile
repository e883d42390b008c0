# Two commands do everything: `make site` and `make test`. They need Python ≥ 3.11, make and git.
PYTHON ?= python3
export CHROMIUM
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := site
.PHONY: site test serve check browser mutations disk accept schema lock bench clean

site: $(READY)  ## Validate every record and build the searchable site in build/site
	$(BIN)/catalogue build

test: $(READY) browser  ## Run exactly what CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

serve: $(READY)  ## Show the site on this machine, rebuilt at each change
	$(BIN)/catalogue serve

check: $(READY)  ## Validate every record
	$(BIN)/catalogue validate

browser: $(READY)  ## Find a Chromium for the browser tests, or install one, or say how
	$(BIN)/python tests/browser/chromium.py

mutations: $(READY)  ## Print what the validator finds of each kind of mistake
	PYTHONPATH=tests $(BIN)/python -m mutations

disk: $(READY)  ## As root: build on small disks that fill, of 16 sizes for each of two sites
	PYTHONPATH=tests $(BIN)/python -m disk

accept: $(READY)  ## Accept today's output as the expected one (look at the diff before you commit)
	$(BIN)/pytest tests/expected_output --accept

schema: $(READY)  ## Rewrite the schema that text editors read
	$(BIN)/catalogue schema

lock: $(READY)  ## Rewrite the lock file from pyproject.toml
	$(PYTHON) -m venv build/uv && build/uv/bin/pip install --quiet uv
	build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --extra dev --no-emit-index-url --custom-compile-command "make lock" \
	  pyproject.toml --output-file requirements.lock

bench: $(READY)  ## Compare with the peers (PyPI, npm and Chromium needed; 35 minutes)
	$(BIN)/python bench/all.py

clean:  ## Remove everything that can be made again
	rm -rf build $(VENV)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 site")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
