# Two commands do everything: `make site` and `make test`. They need Python ≥ 3.11, make and git.
PYTHON ?= python3
export CHROMIUM
VENV := .venv
# Python keeps what it compiles, as it does by default, also where the machine asks it not to: the
# tests start hundreds of programs, and each would compile this one anew.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
# Two states of one environment: what the program needs, and what its tests need beside it.
READY := $(VENV)/.ready
TESTED := $(VENV)/.tests
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# What writes a lock file. Its words stand at the head of each, where Renovate reads them: it knows
# these options alone, each with its « = ».
COMPILE := uv pip compile --universal --python-version=3.11 --generate-hashes

.DEFAULT_GOAL := site
.PHONY: site publishable test quick serve check browser mutations mutants disk accept schema partage lock bench clean

site: $(READY)  ## Validate every record and build the searchable site in build/site
	$(BIN)/catalogue build

publishable: $(READY)  ## Build the site, unless it does not say who publishes it and where to write
	$(BIN)/catalogue build --publishable

test: $(TESTED) browser  ## Run exactly what CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

# What stays in one process: no site is built, no browser or command started, no property tried for long.
QUICK := $(addprefix tests/,check derive expected_output privacy read repair report repository schema write)
QUICK_LIMIT := 40

quick: $(TESTED)  ## Run what tells most in 40 seconds: style, types, and the tests that stay in one process
	@begin=$$(date +%s); set -ex; \
	$(BIN)/ruff check .; \
	$(BIN)/ruff format --check .; \
	$(BIN)/mypy; \
	$(BIN)/pytest -q --numprocesses 2 --dist loadfile -m "not hypothesis" $(QUICK); \
	set +x; spent=$$(($$(date +%s) - begin)); \
	if [ $$spent -gt $(QUICK_LIMIT) ]; then \
	  echo "make quick took $$spent s; its limit on two quiet cores is $(QUICK_LIMIT) s. Add --durations=20 to see the slowest" \
	    "tests, and move those that build a site or start a command to a folder that QUICK does not name."; \
	fi

serve: $(READY)  ## Show the site on this machine, rebuilt at each change
	$(BIN)/catalogue serve

check: $(READY)  ## Validate every record
	$(BIN)/catalogue validate

browser: $(TESTED)  ## Show that a browser test can start, having installed what it lacks, or say what is missing
	$(BIN)/python tests/browser/chromium.py

mutations: $(TESTED)  ## Print what the validator finds of each kind of mistake
	PYTHONPATH=tests $(BIN)/python -m mutations

mutants: $(TESTED)  ## Change the program a little, again and again: do its tests notice? (an hour; once a month)
	PYTHONPATH=tests $(BIN)/python -m mutants

disk: $(TESTED)  ## As root: build on small disks that fill, of 16 sizes for each of two sites
	PYTHONPATH=tests $(BIN)/python -m disk

accept: $(TESTED)  ## Accept today's output as the expected one (look at the diff before you commit)
	$(BIN)/pytest tests/expected_output --accept

schema: $(READY)  ## Rewrite the schema that text editors read
	$(BIN)/catalogue schema

partage: $(READY)  ## Draw anew the images that are shown where a page is shared
	$(BIN)/python -m catalogue.build.sharing

lock:  ## Rewrite the lock files from pyproject.toml; `make lock UPGRADE=--upgrade` takes what is newest
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/uv.txt
	export PATH="$(CURDIR)/build/uv/bin:$$PATH"; \
	  $(COMPILE) --quiet $(UPGRADE) --extra=install --output-file=requirements.lock pyproject.toml && \
	  $(COMPILE) --quiet $(UPGRADE) --constraints=requirements.lock --extra=install --extra=dev \
	    --output-file=requirements-dev.lock pyproject.toml

bench: $(TESTED)  ## Compare with the peers (PyPI and Chromium needed; 35 minutes)
	$(BIN)/python bench/all.py

clean:  ## Remove everything that can be made again
	rm -rf build $(VENV)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 site")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --no-compile --require-hashes -r requirements.lock
	@# The file that leads to the program is written, then read at each start, in the locale's encoding,
	@# which may lack letters of this folder's name: so relative, without that name.
	LC_ALL=C.UTF-8 $(PIP) --no-deps --no-build-isolation --editable .
	@for file in $(VENV)/lib/python3*/site-packages/__editable__.catalogue*.pth; do \
	  echo ../../../../scripts > "$$file"; done
	@touch $@

$(TESTED): $(READY) requirements-dev.lock
	$(PIP) --no-compile --require-hashes -r requirements-dev.lock
	@touch $@
