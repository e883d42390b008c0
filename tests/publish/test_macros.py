"""What editorial pages may call is what the build can fill."""

from __future__ import annotations

from inspect import Parameter, signature

from catalogue.bilan import edition_blocks
from catalogue.bilan.prose import arguments_of
from catalogue.candidature import pages as candidature_pages
from catalogue.contribute import form as contribute_pages
from catalogue.data import pages as data_pages
from catalogue.data.package import UNNAMED
from catalogue.site.arguments import EXAMPLES
from catalogue.site.blocks import Blocks
from catalogue.site.macros import BLOCKS, INLINE
from catalogue.site.page import Publisher
from support.drawing import view_of
from support.places import MINIATURE


def _blocks() -> Blocks:
    view = view_of(MINIATURE)
    added = (
        edition_blocks.addition(view, lambda year: None),
        contribute_pages.addition(view, Publisher()),
        candidature_pages.addition(view),
        data_pages.addition(view, UNNAMED),
    )
    return Blocks(view, added)


def test_chaque_macro_a_son_bloc_et_chaque_bloc_sa_macro() -> None:
    assert {*INLINE, *BLOCKS} == _blocks().table.keys()


def test_chaque_macro_qui_attend_des_valeurs_a_un_exemple_juste() -> None:
    for name, block in _blocks().table.items():
        given = arguments_of(EXAMPLES.get(name, "").partition("(")[2])
        named = {key: value for key, value in given if key}
        signature(block).bind("", *(value for key, value in given if not key), **named)
        many = [p for p in signature(block).parameters.values() if p.kind != Parameter.KEYWORD_ONLY]
        assert bool(given) == (len(many) > 1), name
