"""Text → events of libyaml, a few at a time, so that nothing deep or endless is ever parsed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

import yaml
from yaml.events import Event, ScalarEvent

from catalogue.text.decoding import Spot
from catalogue.text.limits import MAX_DEPTH, MAX_EVENTS, MAX_NODES
from catalogue.text.reading_faults import tell
from catalogue.text.scalars import Scalar, plain

# Batches, because parsing then building is faster than doing both in turn. Short ones, because a
# thousand events at once wake the garbage collector (a third of the time with 10 000 records
# in memory), and because who reads the events stops at the first that is too deep.
_BATCH: Final = 100
_TEXT_TAGS: Final = frozenset(("!", "tag:yaml.org,2002:str"))


class LimitError(Exception):
    """The text goes over a limit: the rule, the message and the place."""

    def __init__(self, rule: str, message: str, spot: Spot) -> None:
        """Keep what makes the issue."""
        super().__init__(rule)
        self.rule, self.message, self.spot = rule, message, spot


def parse(text: str) -> Iterator[Event]:
    """Yield the events of a text; raise YAMLError, UnicodeError or LimitError where it fails."""
    return chain.from_iterable(_batches(text))


def _batches(text: str) -> Iterator[list[Event]]:
    rest: Iterator[Event] = iter(yaml.CBaseLoader(text).get_event, None)
    for _ in range(MAX_EVENTS // _BATCH):
        batch: list[Event] = []
        try:
            batch.extend(islice(rest, _BATCH))
        except (yaml.YAMLError, UnicodeError):
            yield batch  # What comes before the fault may have faults of its own.
            raise
        yield batch
        if len(batch) < _BATCH:
            return
    message = tell("long", limite=MAX_NODES)
    raise LimitError("yaml-trop-long", message, spot_of(batch[-1]))


def check_depth(event: Event, depth: int) -> None:
    """Raise LimitError at a list or mapping that is nested too deep."""
    if depth > MAX_DEPTH:
        message = tell("profond", limite=MAX_DEPTH)
        raise LimitError("yaml-trop-profond", message, spot_of(event))


def spot_of(event: Event) -> Spot:
    """Return the line and column, from 1, where the node of an event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def scalar_of(event: ScalarEvent) -> Scalar:
    """Return the value of a scalar; what is quoted, or said to be text, is text."""
    if event.style or event.tag in _TEXT_TAGS:
        return event.value
    return plain(event.value)
