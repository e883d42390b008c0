"""The site map that search engines read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from catalogue.publish.folder import write


def write_site_map(out: Path, written: Iterable[str], site_url: str, moved: set[str]) -> None:
    """Write sitemap.xml where the site's own address is known, for it must hold whole addresses.

    Addresses that only lead elsewhere are left out.
    """
    if not site_url:
        return
    pages = (name for name in written if f"/{name}".endswith("/index.html"))
    addresses = (name.removesuffix("index.html") for name in pages)
    urls = (f"<url><loc>{escape(site_url + a)}</loc></url>" for a in addresses if a not in moved)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    write(out / "sitemap.xml", "\n".join([head, *urls, "</urlset>\n"]))
