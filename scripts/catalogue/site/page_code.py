"""The template code of a hand-written page: calls of our macros with plain values, nothing else.

mkdocs-macros gives pages the whole of Jinja, from which a page could run any program. What a page
holds is judged on what Jinja itself reads of it, since a pattern beside a parser sees another text.
What passes is then rendered where nothing but the macros can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from catalogue.site.macros import BLOCKS, INLINE
from catalogue.text.letters import suggestion

MACROS: Final = frozenset((*INLINE, *BLOCKS))
OPENERS: Final = ("{{", "{%", "{#")
"""The signs at which Jinja starts to read code."""
MOST_TOKENS: Final = 400
"""How many words and signs a call may have: Jinja's parser goes one deeper for each bracket."""

ONLY_CALLS: Final = (
    'seul un appel comme {{ chiffre("objectif") }} est permis ici :'
    " un nom, puis des textes entre guillemets ou des nombres entre parenthèses"
)
Token = tuple[int, str, str]
"""Its offset in the text, its kind and its text, as Jinja cuts them."""


@dataclass(frozen=True, slots=True)
class CodeFault:
    """What a page must not hold: where in its text, from 0, and what to say of it."""

    offset: int
    message: str


class _OnlyMacros(Context):
    """Names mean macros, whatever mkdocs-macros hands over beside them (the settings, the page)."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return the macro of a name, or what Jinja takes for nothing."""
        return self.environment.globals.get(key, missing)


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for pages: no filter, test, variable or file, and no template that was not judged."""

    context_class = _OnlyMacros

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(undefined=StrictUndefined)
        self.globals = {name: macros[name] for name in MACROS if name in macros}
        self.filters, self.tests = {}, {}

    def from_string(self, source: Any, *args: Any, **named: Any) -> Template:
        """Return the template of a text; TemplateSyntaxError where it holds more than calls."""
        if found := next(code_faults(source), None):
            raise TemplateSyntaxError(found.message, source.count("\n", 0, found.offset) + 1)
        return super().from_string(source, *args, **named)


def code_faults(text: str) -> Iterator[CodeFault]:
    """Yield each piece of template code that is not a call of a macro with plain values."""
    if not any(opener in text for opener in OPENERS):
        return
    tokens: list[Token] = []
    try:
        tokens.extend(_tokens(text))
    except TemplateSyntaxError:
        yield CodeFault(_last_opener(text, tokens), ONLY_CALLS)
        return
    refused = [CodeFault(at, ONLY_CALLS) for at in _refused(tokens)]
    # What Jinja's parser must not see, or what has no calls, is not parsed.
    yield from refused or _call_faults(text, [at for at, kind, _ in tokens if kind == _OPENS])


_OPENS: Final = "variable_begin"
_JUDGE: Final = PageEnvironment({})


def _tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text; TemplateSyntaxError where Jinja cannot go on."""
    offset = 0
    for _, kind, value in _JUDGE.lex(text):
        # Jinja tells the line alone; but it leaves out spaces only, and keeps the order.
        offset = text.index(value, offset)
        yield offset, kind, value
        offset += len(value)


def _last_opener(text: str, tokens: Sequence[Token]) -> int:
    """Return where the code starts that Jinja could not cut."""
    begun = [at for at, kind, _ in tokens if kind.endswith("_begin")]
    if tokens and not tokens[-1][1].endswith(("data", "_end")):
        return begun[-1]
    # Not even its first sign was given: it is the next in the text.
    end = tokens[-1][0] + len(tokens[-1][2]) if tokens else 0
    return min((at for at in (text.find(sign, end) for sign in OPENERS) if at >= 0), default=end)


def _refused(tokens: Iterable[Token]) -> Iterator[int]:
    """Yield where something starts that is no call: a block, a comment, raw text, endless code."""
    start = length = 0
    for at, kind, _ in tokens:
        length += 1
        if kind == _OPENS:
            start, length = at, 0
        elif kind.endswith("_begin"):
            yield at
        elif kind == "variable_end" and length > MOST_TOKENS:
            yield start


def _call_faults(text: str, starts: list[int]) -> Iterator[CodeFault]:
    """Yield the faults of the expressions of a text, of which each stands between braces."""
    try:
        body = _JUDGE.parse(text).body
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        # A number of thousands of figures is a ValueError, without a line.
        line = getattr(error, "lineno", None) or text.count("\n") + 1
        before = [at for at in starts if text.count("\n", 0, at) < line]
        yield CodeFault(before[-1] if before else 0, ONLY_CALLS)
        return
    outputs = (node for node in body if isinstance(node, nodes.Output))
    found = [n for out in outputs for n in out.nodes if not isinstance(n, nodes.TemplateData)]
    if len(found) != len(starts):
        yield CodeFault(starts[0] if starts else 0, ONLY_CALLS)
        return
    for node, start in zip(found, starts, strict=True):
        yield from _call_fault(text, node, start)


def _call_fault(text: str, node: nodes.Expr, start: int) -> Iterator[CodeFault]:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        yield CodeFault(start, ONLY_CALLS)
        return
    values = (*node.args, *(given.value for given in node.kwargs))
    if node.dyn_args or node.dyn_kwargs or not all(map(_is_plain, values)):
        yield CodeFault(start, ONLY_CALLS)
    elif (name := node.node.name) not in MACROS:
        hint = suggestion(name, (*INLINE, *BLOCKS)) or " : vérifiez son orthographe"
        yield CodeFault(text.index(name, start), f"« {name} » n’est pas un bloc connu{hint}")


def _is_plain(value: nodes.Expr) -> bool:
    return isinstance(value, nodes.Const) and type(value.value) in (str, int)
