"""Jinja, compiled for ten thousand pages: same templates, same autoescape, less work per value.

A record's page shows some four hundred values. As Jinja compiles it, each costs a search for the
attribute, an object around the escaped text, and, for a macro, three calls around its own. The
templates use none of what those are for, so the code made from them does without.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

# The work of `escape`, at a quarter of its cost.


def escaped(value: Any) -> str:
    """Return a value as the HTML text it is; what is HTML already stays as it is."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else _escape_inner(str(value))


def marked(html: str) -> Markup:
    """Return a text that is known to be HTML as such; `Markup` itself first asks what it is."""
    return str.__new__(Markup, html)


def macro(
    environment: Environment,
    function: Callable[..., str],
    name: str,
    arguments: tuple[str, ...],
    *unused: bool,
) -> Callable[..., Markup]:
    """Return a macro as a plain function of its values; those left out take their defaults.

    Its `html` is the function that Jinja wrote, for a template that shows what it returns.
    """
    function.__defaults__ = (missing,) * len(arguments)

    def call(*values: Any, **named: Any) -> Markup:
        if named:
            values += tuple(named.pop(n, missing) for n in arguments[len(values) :])
        return marked(function(*values, **named))

    call.__name__ = name
    call.html = function  # type: ignore[attr-defined]
    return call


class DirectGenerator(CodeGenerator):
    """Writes attributes and calls as Python does them: views are objects, macros functions."""

    def visit_Template(  # noqa: N802  # Jinja's name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write a template, once it is known which of its names are macros."""
        self.macros = {defined.name for defined in node.find_all(nodes.Macro)}
        for imported in node.find_all(nodes.FromImport):
            self.macros |= {n if isinstance(n, str) else n[1] for n in imported.names}
        self.modules = {imported.target for imported in node.find_all(nodes.Import)}
        self.shown: nodes.Expr | None = None
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Begin a value that is shown: what a macro returns is HTML, and needs no escaping."""
        if self._is_of_macro(node):
            self.shown = node
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """End it."""
        if node is not self.shown:
            super()._output_child_post(node, frame, finalize)

    def _is_of_macro(self, node: nodes.Expr) -> bool:
        """Tell whether a value is what a macro returns for values given in order."""
        if not isinstance(node, nodes.Call) or node.kwargs:
            return False
        called = node.node
        if isinstance(called, nodes.Getattr):
            return isinstance(called.node, nodes.Name) and called.node.name in self.modules
        return isinstance(called, nodes.Name) and called.name in self.macros

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Write an attribute: the values of our templates are objects, none a dictionary."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802  # Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; none of our functions asks for Jinja's context."""
        self.visit(node.node, frame)
        self.write(".html(" if node is self.shown else "(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")


class DirectTemplate(Template):
    """A template whose code finds our functions where Jinja's own would be."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template of compiled code."""
        # A plain dictionary: each rendering copies it, and the copy of Jinja's chain is slow.
        made = super().from_code(environment, code, dict(globals), uptodate)
        names = made.root_render_func.__globals__
        names.update(escape=escaped, Macro=macro)
        return made


class DirectEnvironment(Environment):
    """Jinja's environment with that generator and that template."""

    code_generator_class = DirectGenerator
    template_class = DirectTemplate

    def __init__(self, **options: Any) -> None:
        """Prepare the templates' place."""
        super().__init__(**options)
        self._found: dict[object, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # Jinja's name
    ) -> Template:
        """Return a template; none changes while we run, and each page asks for three."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found
