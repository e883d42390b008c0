"""Documents of office programs, written to the site: archives that hold nothing of the day."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from catalogue.derive.guide import FILE
from catalogue.derive.site import SiteView
from catalogue.publish.folder import write_bytes
from catalogue.render.guide import guide_docx

MODE = 0o644 << 16
"""What an archive says of who may read a file."""


def write_documents(view: SiteView, site: Path) -> None:
    """Write every document of a site."""
    write_archive(site / FILE, guide_docx(view))


def write_archive(path: Path, parts: Iterable[tuple[str, str]]) -> None:
    """Write the parts of an office document as an archive; the same parts give the same bytes."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, text in parts:
            # The first day that an archive can name: the clock has no place here.
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, MODE, 3
            archive.writestr(entry, text.encode())
    write_bytes(path, held.getvalue())
