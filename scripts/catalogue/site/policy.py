"""What a page of ours may load and run: its Content-Security-Policy, and the headers of the site.

The policy is the second barrier: templates escape and scripts build elements, never HTML from
strings. It stands in each page, since not every host lets a site choose its headers; where one
does, the site's `_headers` file also carries what a page cannot say of itself.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

Directives = dict[str, str]

NOTHING: Final[Directives] = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
"""Where every policy starts; `default-src` says nothing of the last four."""

SITE: Final[Directives] = NOTHING | {
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    # Pagefind starts its worker by its address: question.js lets this one pass, and no other.
    "trusted-types": "default",
}
READ: Final[Directives] = NOTHING | {
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
}
"""A page that only gives to read: no script, no form."""
ON_DISK: Final[Directives] = READ | {
    "style-src": "'self' file:",
    "img-src": "'self' file: data:",
    "font-src": "'self' file:",
}
"""A page opened from a folder: browsers do not agree on what « self » is there."""
ARCHIVE: Final[Directives] = ON_DISK | {
    "script-src": "'self' file:",
    "form-action": "'self' file:",
}
"""A page of the archive: the one that searches has two scripts, and every page a form to it."""
NOT_FOUND: Final[Directives] = NOTHING | {
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
}
"""The page of an unknown address carries its own style and script: see `with_own`."""

FILE: Final = "_headers"
"""The name under which Netlify and Cloudflare Pages read the headers of a site."""
MARKER: Final = "@@POLITIQUE@@"
"""Where a page whose policy follows from its content writes it."""

_INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def text(directives: Directives) -> str:
    """Return a policy as a page or a header writes it."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def with_own(directives: Directives, html: str) -> dict[str, str]:
    """Return a policy that also allows, by hash, the inline scripts and styles of a page."""
    made = dict(directives)
    for tag, content in _INLINE.findall(html):
        digest = b64encode(sha256(content.encode()).digest()).decode()
        made[f"{tag}-src"] = f"{made.get(f'{tag}-src', '')} 'sha256-{digest}'".strip()
    return made


def sealed(html: str) -> str:
    """Return the page of an unknown address with its policy in the place of the marker."""
    return html.replace(MARKER, text(with_own(NOT_FOUND, html)))


def headers(not_found: str) -> dict[str, str]:
    """Return the headers to send with every file of the site, by name.

    A browser applies the header's policy and the page's: the header allows what any page needs,
    the inline style and script of the page of an unknown address included (`not_found`, its HTML).
    """
    policy = with_own(SITE, not_found) | {"frame-ancestors": "'none'"}
    return {
        "Content-Security-Policy": text(policy),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def headers_file(not_found: str) -> str:
    """Return the file that Netlify and Cloudflare Pages read: these headers, for every address."""
    lines = [f"  {name}: {value}" for name, value in headers(not_found).items()]
    return "\n".join(["/*", *lines, ""])
