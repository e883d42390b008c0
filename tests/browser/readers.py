"""Readers who come one after the other: their browser is kept, what they left in it is not.

A new context costs the browser five times what it takes to load a page, for want of a process and
of anything compiled: whoever comes next takes the page of the one who left, emptied.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from browser.rig import DESK, OpenPage, unwatch

PATIENCE = 30_000
"""Milliseconds before a condition that does not come true fails its test: no test waits for it in
vain to pass, so that a slow machine may have all of it."""

KEPT = 4
"""Pages that wait for a reader: each holds a process."""

Options = dict[str, Any]

# Without motion: nothing is measured while it changes.
USUAL: Options = {"locale": "fr-FR", "color_scheme": "light", "reduced_motion": "reduce", **DESK}


@dataclass(slots=True)
class Seat:
    """A page, alone in its context, and the options that the context was made with."""

    options: Options
    page: Page


class Readers:
    """Seats in front of a browser, the last that was left first."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: list[Seat] = []

    @contextmanager
    def opening(self) -> Iterator[OpenPage]:
        """Give what opens pages, each for a reader of its own; they are left in the end."""
        taken: list[Seat] = []

        def open_page(**options: object) -> Page:
            taken.append(self._take({**USUAL, **options}))
            return taken[-1].page

        yield open_page
        for seat in taken:
            _tidy(seat)
        self.free = [*taken, *self.free]
        while len(self.free) > KEPT:
            self.free.pop().page.context.close()

    @contextmanager
    def alone(self) -> Iterator[OpenPage]:
        """Give what opens pages whose contexts end with them, for what no context forgets."""
        taken: list[Seat] = []

        def open_page(**options: object) -> Page:
            taken.append(self._new({**USUAL, **options}))
            return taken[-1].page

        yield open_page
        for seat in taken:
            seat.page.context.close()

    def _take(self, options: Options) -> Seat:
        for seat in self.free:
            if seat.options == options:
                self.free.remove(seat)
                return seat
        return self._new(options)

    def _new(self, options: Options) -> Seat:
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        return Seat(options, context.new_page())


def _tidy(seat: Seat) -> None:
    """Close what else a reader has opened, and undo what was done to the page."""
    page, context = seat.page, seat.page.context
    for other in context.pages:
        if other != page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    unwatch(page)
    forget(page)
    context.clear_cookies()
    page.mouse.move(0, 0)
    page.set_viewport_size(seat.options["viewport"])
    page.emulate_media(
        media="null",
        color_scheme=seat.options["color_scheme"],
        reduced_motion=seat.options["reduced_motion"],
    )


def forget(page: Page) -> None:
    """Leave the site, and empty what the browser keeps: a selection, a theme, a draft."""
    page.goto("about:blank")  # A page that is left may still keep something: before, not after.
    browser = page.context.new_cdp_session(page)
    browser.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})
    browser.detach()
