"""What editorial pages may call is what the build can fill."""

from __future__ import annotations

from inspect import Parameter, signature

from catalogue.derive.report.prose import arguments_of
from catalogue.publish.macros import BLOCKS, INLINE
from catalogue.render.arguments import EXAMPLES
from catalogue.render.blocks import Blocks
from support.drawing import view_of
from support.places import MINIATURE


def test_chaque_macro_a_son_bloc_et_chaque_bloc_sa_macro() -> None:
    assert {*INLINE, *BLOCKS} == Blocks(view_of(MINIATURE), lambda year: None).table.keys()


def test_chaque_macro_qui_attend_des_valeurs_a_un_exemple_juste() -> None:
    for name, block in Blocks(view_of(MINIATURE), lambda year: None).table.items():
        given = arguments_of(EXAMPLES.get(name, "").partition("(")[2])
        named = {key: value for key, value in given if key}
        signature(block).bind("", *(value for key, value in given if not key), **named)
        many = [p for p in signature(block).parameters.values() if p.kind != Parameter.KEYWORD_ONLY]
        assert bool(given) == (len(many) > 1), name
