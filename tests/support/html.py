"""An HTML page as a list of elements and texts, without a browser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    }
)  # fmt: skip
RAW = frozenset({"script", "style", "title", "textarea"})


@dataclass
class Element:
    """An element: its name, its attributes, and the texts directly inside it."""

    tag: str
    attributes: dict[str, str]
    said: list[str]
    """The texts of the whole page, in order."""
    first: int
    last: int | None = None
    """Where its own are among them: up to the last of the page if nothing closes it."""
    own_text: str = ""
    lang: str = ""
    """The language it is in: its own, or that of what holds it."""

    @cached_property
    def text(self) -> str:
        """Return all the text inside it."""
        return "".join(self.said[self.first : self.last])


@dataclass
class Page:
    """A parsed page: its elements in order, and its text outside scripts and styles."""

    elements: list[Element]
    text: str

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these names, in order."""
        return [e for e in self.elements if e.tag in tags]

    def one(self, tag: str) -> Element:
        """Return the only element of a name."""
        (element,) = self.all(tag)
        return element

    def with_attribute(self, name: str) -> list[Element]:
        """Return the elements that have an attribute."""
        return [e for e in self.elements if name in e.attributes]

    def meta(self, attribute: str, name: str) -> str:
        """Return what the head says under a name, or the empty string."""
        found = (e for e in self.all("meta") if e.attributes.get(attribute) == name)
        return next((e.attributes["content"] for e in found), "")

    @property
    def leads_on(self) -> bool:
        """Tell whether the page is only there to lead to another."""
        return bool(self.meta("http-equiv", "refresh"))

    @property
    def ids(self) -> list[str]:
        """Return every id, repeats included."""
        return [e.attributes["id"] for e in self.with_attribute("id")]

    @property
    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the name of each element with the names of its attributes."""
        return [(e.tag, tuple(e.attributes)) for e in self.elements]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.said: list[str] = []
        self.shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        around = self.open[-1].lang if self.open else ""
        element = Element(tag, attributes, self.said, len(self.said))
        element.lang = attributes.get("lang", around)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)
        else:
            element.last = element.first

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag == tag:
                for element in self.open[depth:]:
                    element.last = len(self.said)
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].own_text += data
        self.said.append(data)
        if not any(e.tag in RAW for e in self.open):
            self.shown.append(data)


def parse(html: str) -> Page:
    """Parse a page."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return Page(parser.elements, "".join(parser.shown))


def main_of(html: str) -> str:
    """Return the HTML of a page's <main>, tags included."""
    return html[html.index("<main") : html.index("</main>") + len("</main>")] + "\n"
