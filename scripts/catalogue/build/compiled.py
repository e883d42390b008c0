"""Compiled templates kept from one run to the next, as Python keeps its compiled modules."""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from catalogue.site import environment, templating

COMPILERS = (environment.__file__, templating.__file__)
"""The modules that say how a template is compiled."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's own cache, in the folder where Python has its own.

    Jinja compares the text of a template with the one that was compiled; the name of the file
    stands for what compiled it, so that a change of ours, or another Jinja, is seen as well.
    """

    def __init__(self) -> None:
        """Name the files; the folder need not exist."""
        ours = b"".join(Path(module).read_bytes() for module in COMPILERS)
        code = sha256(version("jinja2").encode() + ours).hexdigest()
        folder = Path(templating.__file__).parent / "__pycache__"
        super().__init__(str(folder), f"%s.{code[:16]}.jinja")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where the folder may be written."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def keep_compiled() -> None:
    """Compile a template only when it changed, unless Python keeps nothing either.

    Compiling them takes a quarter of a second, a fifth of the build of a few records.
    """
    if not sys.dont_write_bytecode:
        environment.environment().bytecode_cache = CompiledTemplates()
