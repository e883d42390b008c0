"""Our templates as a module of JavaScript, so that a preview has the markup of the published page.

Only what our templates of a record use is known: macros, « if », « for », attributes, calls, a few
filters. Anything else is refused when the site is built, never left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from catalogue.render.environment import environment

NAME: Final = "gabarits.js"
TEMPLATES: Final = ("appel_source.html.j2", "vues.html.j2", "corps.html.j2")
FILTERS: Final = frozenset({"trim", "replace", "appel", "avec_appel"})
HEAD: Final = """/* Generated from the templates of the record's page: do not edit. */
const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
/** Text that is HTML already. */
export class Html {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}
const e = (v) => (v instanceof Html ? v.text : String(v ?? '').replace(/[&<>"']/g, (s) => signs[s]));
const t = (v) => (v instanceof Html ? v.text !== '' : Array.isArray(v) ? v.length > 0 : Boolean(v));
const f = {
  trim: (v) => (v instanceof Html ? new Html(v.text.trim()) : v.trim()),
  replace: (v, a, b) => v.replaceAll(a, b),
  appel: (v) => (v ? appel_source(v) : new Html('')),
  avec_appel: (v, a) => new Html(v.text.endsWith('</p>')
    ? `${v.text.slice(0, -4)}${a.text}</p>` : v.text + a.text),
};
"""


def script() -> str:
    """Return the module: one function for each macro of the templates."""
    return HEAD + "\n".join(line for name in TEMPLATES for line in _macros(name)) + "\n"


def _macros(name: str) -> Iterator[str]:
    source, _, _ = environment().loader.get_source(environment(), name)  # type: ignore[union-attr]
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
        f"export function {node.name}({', '.join([*bare, *given])}) {{ let o = '';\n"
        f"{body}return new Html(o); }}"
    )


def _lines(body: list[nodes.Node]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (f"o += {_output(part)};\n" for part in node.nodes)
        elif isinstance(node, nodes.If):
            yield from _if(node)
        elif isinstance(node, nodes.For):
            yield from _for(node)
        elif isinstance(node, nodes.Assign):
            yield f"const {_target(node.target)} = {_value(node.node)};\n"
        else:
            raise NotImplementedError(type(node).__name__)


def _output(node: nodes.Expr) -> str:
    if isinstance(node, nodes.TemplateData):
        return json.dumps(node.data, ensure_ascii=False)
    return f"e({_value(node)})"


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
    yield f"for (const [i, {target}] of {items}.entries()) {{\n"
    yield f"const loop = {{ last: i === {items}.length - 1 }};\n"
    yield from _lines(node.body)
    yield "}\n"


def _target(node: nodes.Node) -> str:
    if isinstance(node, nodes.Tuple):
        return f"[{', '.join(map(_target, node.items))}]"
    assert isinstance(node, nodes.Name)
    return node.name


def _test(node: nodes.Expr | None) -> str:
    """Return an expression that is true where Jinja takes the value for true."""
    assert node is not None
    if isinstance(node, nodes.And | nodes.Or):
        sign = "&&" if isinstance(node, nodes.And) else "||"
        return f"({_test(node.left)} {sign} {_test(node.right)})"
    if isinstance(node, nodes.Not):
        return f"!{_test(node.node)}"
    if isinstance(node, nodes.Compare):
        ((operand, right),) = [(op.op, _value(op.expr)) for op in node.ops]
        assert operand == "eq"
        return f"({_value(node.expr)} === {right})"
    if isinstance(node, nodes.Test):
        assert node.name == "none"
        return f"(({_value(node.node)} ?? null) === null)"
    return f"t({_value(node)})"


def _value(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Const):
        return json.dumps(node.value, ensure_ascii=False)
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        own = isinstance(node.node, nodes.Name) and node.node.name == "vues"
        return node.attr if own else f"{_value(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_value(node.node)}[{_value(node.arg)}]"  # type: ignore[arg-type]
    if isinstance(node, nodes.Call):
        return f"{_value(node.node)}({', '.join(map(_value, node.args))})"
    if isinstance(node, nodes.Filter) and node.name in FILTERS and node.node is not None:
        return f"f.{node.name}({', '.join(map(_value, (node.node, *node.args)))})"
    if isinstance(node, nodes.CondExpr):
        other = _value(node.expr2) if node.expr2 else '""'
        return f"({_test(node.test)} ? {_value(node.expr1)} : {other})"
    raise NotImplementedError(type(node).__name__)
