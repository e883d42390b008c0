"""What editorial pages may call is what the build can fill."""

from __future__ import annotations

from catalogue.publish.macros import BLOCKS, INLINE
from catalogue.render.blocks import Blocks
from support.drawing import view_of
from support.places import MINIATURE


def test_chaque_macro_a_son_bloc_et_chaque_bloc_sa_macro() -> None:
    assert {*INLINE, *BLOCKS} == Blocks(view_of(MINIATURE), lambda year: None).table.keys()
