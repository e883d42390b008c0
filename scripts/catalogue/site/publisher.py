"""Who publishes the site, where to write to them, who hosts it: said by whoever puts it online."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.site.wording import listing
from catalogue.text.web import is_mail, web_address

SETTINGS = "mkdocs.yml, sous « extra », ou variables CATALOGUE_EDITEUR, CATALOGUE_CONTACT et"
SETTINGS += " CATALOGUE_HEBERGEUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What the law and contributors ask of a published site; what is not known is empty."""

    editeur: str = ""
    contact: str = ""
    """An e-mail address, or that of a page where one can write."""
    hebergeur: str = ""

    @property
    def adresse(self) -> str:
        """Return what a link to the contact leads to; UnsafeAddressError where it is neither."""
        if self.courriel:
            return f"mailto:{self.courriel}"
        return web_address(self.contact) if self.contact else ""

    @property
    def courriel(self) -> str:
        """Return the contact if one writes to it by e-mail."""
        return self.contact if is_mail(self.contact) else ""

    @property
    def missing(self) -> str:
        """Return in one sentence what the site does not say of itself, or the empty string."""
        wanted = {
            "qui le publie (editeur)": self.editeur,
            "à qui écrire (contact)": self.contact,
            "qui l’héberge (hebergeur)": self.hebergeur,
        }
        unsaid = [words for words, given in wanted.items() if not given]
        return f"le site ne dit pas {listing(unsaid)} : réglages de {SETTINGS}" if unsaid else ""


NOBODY = Publisher()
