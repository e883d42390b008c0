"""What an address may be that a page, a document or a sheet leads to: the one list."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.issues import StopError
from catalogue.text.letters import quoted

WEB = (
    r"^https?://[^\s\x00-\x1f\x7f<>" r'"' r"'\\/?#@]+"
    r"([/?#][^\s\x00-\x1f\x7f<>" r'"' r"'\\]*)?$"
)  # fmt: skip
"""A page of the web: no other scheme, no name or password before the host, nothing unseen.

The same as in schemas/common.schema.json, which a test holds.
"""
SITE = r"([\w~-][\w.~-]*/)*([\w~-][\w.~-]*)?(\?[\w.~=&%+-]*)?(#[\w.~%-]*)?"
"""An address of the site from its root: no scheme, no host, no « .. »; its query, its anchor."""
MAIL = r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$"
"""An e-mail address as organisations write theirs: no name beside it, no header after it."""
_is_mail = re.compile(MAIL.strip("^$"), re.ASCII).fullmatch
_is_web = re.compile(WEB.replace("$", r"\Z")).match
_is_of_site = re.compile(SITE).fullmatch


class UnsafeAddressError(StopError):
    """An address that nothing written here may lead to."""


def is_web(address: str) -> bool:
    """Tell whether an address is that of a page of the web; a scheme in capitals is the same."""
    return _is_web(address[:5].lower() + address[5:]) is not None


def is_mail(address: str) -> bool:
    """Tell whether an address is that of a mailbox."""
    return _is_mail(address) is not None


@lru_cache(maxsize=4096)
def is_of_site(address: str) -> bool:
    """Tell whether an address is one of the site, from its root: no scheme, no host, no « .. »."""
    return _is_of_site(address) is not None


def web_address(address: str) -> str:
    """Return the address of a page of the web; UnsafeAddressError where it is anything else."""
    if not is_web(address):
        raise UnsafeAddressError(
            f"l’adresse {quoted(address)} n’est ni du site ni du web (https://…)"
        )
    return address


def linked(address: str, base: str = "") -> str:
    """Return an address of the site after what leads to its root, or one of the web as it is.

    UnsafeAddressError where it is neither.
    """
    if is_of_site(address):
        return address if address.startswith("#") else f"{base}{address}"
    return web_address(address)
