"""A site made again and again: only the pages whose grounds changed are made anew."""

from __future__ import annotations

from catalogue.bilan.published_editions import Editions
from catalogue.build.missing import check_landing_pages
from catalogue.build.whole_site import House, Made, all_kinds, site_texts, without_repeats
from catalogue.pipeline import Loaded, Memory, Reading, load
from catalogue.site.site_view import Kept, SiteView
from catalogue.workspace import Workspace


class Again:
    """What is kept of one making for the next: readings, cards, pages."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.memory: Memory[Reading] = Memory()
        self.basis: tuple[object, ...] = ()
        self.kept, self.made = Kept(), Made()

    def load(self) -> Loaded:
        """Read the files that changed, and take the others as they were."""
        return load(self.workspace, memory=self.memory)

    def view(self, loaded: Loaded, house: House) -> SiteView:
        """Return what the pages show; all is forgotten when what every page rests on changed."""
        basis = (loaded.basis, house)
        if basis != self.basis:
            self.basis, self.kept, self.made = basis, Kept(), Made()
        return SiteView(loaded.corpus, loaded.schemas, self.kept)

    def texts(self, view: SiteView, house: House) -> dict[str, str]:
        """Return every text of the site by name.

        CountError where two claim one address, HouseError where a landing page is missing.
        """
        editions = Editions(self.workspace, view)
        check_landing_pages(self.workspace, all_kinds(view, editions), lambda _: None)
        texts = site_texts(self.workspace, house, view, self.made, editions)
        return dict(without_repeats(texts))
