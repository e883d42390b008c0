"""Our templates as a module of JavaScript, so that a preview has the markup of the published page.

Only what our templates of a record use is known: macros, « if », « for », attributes, calls, a few
filters. Anything else is refused when the site is built, never left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from jinja2 import nodes

from catalogue.render.environment import environment

NAME: Final = "gabarits.js"
TEMPLATES: Final = (
    "appel_source.html.j2", "vues.html.j2", "corps.html.j2", "fraicheur.html.j2", "preuves.html.j2",
    "proches.html.j2",
)  # fmt: skip
FILTERS: Final = {
    "join": "$f.join",
    "trim": "$f.trim",
    "replace": "$f.replace",
    "avec_appel": "$f.avec_appel",
    "appel": "$appel",
}
"""Filter of the templates → what does the same in the browser."""
HEAD: Final = """/* Generated from the templates of the record's page: do not edit. */
import { Html, e as $e, f as $f, t as $t } from '../js/formulaire/gabarit.js';
const $appel = (source) => (source ? appel_source(source) : new Html(''));
"""


@cache
def script() -> str:
    """Return the module: one function for each macro of the templates."""
    return HEAD + "\n".join(line for name in TEMPLATES for line in _macros(name)) + "\n"


def _macros(name: str) -> Iterator[str]:
    loader = environment().loader
    assert loader is not None
    source, _, _ = loader.get_source(environment(), name)
    for node in environment().parse(source).body:
        if isinstance(node, nodes.Macro):
            yield _macro(node)


def _macro(node: nodes.Macro) -> str:
    names = [argument.name for argument in node.args]
    defaults = [_value(value) for value in node.defaults]
    bare = names[: len(names) - len(defaults)]
    given = [f"{n} = {d}" for n, d in zip(names[len(bare) :], defaults, strict=True)]
    body = "".join(_lines(node.body))
    return (
        f"export function {node.name}({', '.join([*bare, *given])}) {{ let $o = '';\n"
        f"{body}return new Html($o); }}"
    )


def _lines(body: list[nodes.Node]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (f"$o += {_output(part)};\n" for part in node.nodes)
        elif isinstance(node, nodes.If):
            yield from _if(node)
        elif isinstance(node, nodes.For):
            yield from _for(node)
        elif isinstance(node, nodes.Assign):
            yield f"const {_target(node.target)} = {_value(node.node)};\n"
        else:
            raise NotImplementedError(type(node).__name__)


def _output(node: nodes.Node) -> str:
    if isinstance(node, nodes.TemplateData):
        return json.dumps(node.data, ensure_ascii=False)
    return f"$e({_value(node)})"


def _if(node: nodes.If) -> Iterator[str]:
    yield f"if ({_test(node.test)}) {{\n"
    yield from _lines(node.body)
    for other in node.elif_:
        yield f"}} else if ({_test(other.test)}) {{\n"
        yield from _lines(other.body)
    if node.else_:
        yield "} else {\n"
        yield from _lines(node.else_)
    yield "}\n"


def _for(node: nodes.For) -> Iterator[str]:
    items = f"({_value(node.iter)})"
    target = _target(node.target)
    if node.test is not None:
        items += f".filter(({target}) => {_test(node.test)})"
    yield f"for (const [$i, {target}] of {items}.entries()) {{\n"
    yield f"const loop = {{ last: $i === {items}.length - 1 }};\n"
    yield from _lines(node.body)
    yield "}\n"


def _target(node: nodes.Node) -> str:
    if isinstance(node, nodes.Tuple):
        return f"[{', '.join(map(_target, node.items))}]"
    assert isinstance(node, nodes.Name)
    return node.name


def _test(node: nodes.Node | None) -> str:
    """Return an expression that is true where Jinja takes the value for true."""
    if isinstance(node, nodes.And | nodes.Or):
        sign = "&&" if isinstance(node, nodes.And) else "||"
        return f"({_test(node.left)} {sign} {_test(node.right)})"
    if isinstance(node, nodes.Not):
        return f"!{_test(node.node)}"
    if isinstance(node, nodes.Compare) and [op.op for op in node.ops] == ["eq"]:
        return f"({_value(node.expr)} === {_value(node.ops[0].expr)})"
    if isinstance(node, nodes.Test) and node.name == "none":
        return f"(({_value(node.node)} ?? null) === null)"
    return f"$t({_value(node)})"


def _attribute(node: nodes.Getattr) -> str:
    imported = isinstance(node.node, nodes.Name) and node.node.name == "vues"
    return node.attr if imported else f"{_value(node.node)}.{node.attr}"


def _filter(node: nodes.Filter) -> str:
    return f"{FILTERS[node.name]}({', '.join(map(_value, (node.node, *node.args)))})"


def _choice(node: nodes.CondExpr) -> str:
    return f"({_test(node.test)} ? {_value(node.expr1)} : {_value(node.expr2)})"


VALUES: Final[dict[type[nodes.Node], Callable[[Any], str]]] = {
    nodes.Const: lambda node: json.dumps(node.value, ensure_ascii=False),
    nodes.Name: lambda node: str(node.name),
    nodes.Getattr: _attribute,
    nodes.Getitem: lambda node: f"{_value(node.node)}[{_value(node.arg)}]",
    nodes.Call: lambda node: f"{_value(node.node)}({', '.join(map(_value, node.args))})",
    nodes.Filter: _filter,
    nodes.CondExpr: _choice,
}
"""Kind of expression → how JavaScript writes it; any other is a KeyError."""


def _value(node: nodes.Node | None) -> str:
    return VALUES[type(node)](node) if node is not None else '""'
