"""The faults this stage can find, what is said of each, and how one of them becomes an issue."""

from __future__ import annotations

from typing import Final

from catalogue.issues import Issue, Level, Place

RULES: Final[dict[str, str]] = {
    "fichier-illisible": "Le fichier existe, est un fichier ordinaire et peut être lu.",
    "fichier-trop-gros": "Un fichier ne dépasse pas 512 Kio.",
    "lien-hors-dossier": "Un lien symbolique ne mène pas hors du dossier du catalogue.",
    "encodage": "Le fichier est enregistré en UTF-8.",
    "caractere-interdit": "Le texte ne contient aucun caractère de contrôle ou invisible gênant.",
    "yaml-syntaxe": "Le fichier respecte la syntaxe YAML.",
    "yaml-document-unique": "Un fichier contient un seul document YAML.",
    "yaml-ancre": "Une valeur ne porte pas d’ancre (« &nom »).",
    "yaml-alias": "Une valeur est écrite en toutes lettres, sans renvoi (« *nom »).",
    "yaml-balise": "Une valeur ne porte pas de balise (« !type »).",
    "yaml-cle-double": "Un champ n’est écrit qu’une fois au même endroit.",
    "yaml-cle-texte": "Le nom d’un champ est un texte.",
    "yaml-trop-profond": "Les listes et les champs s’emboîtent sur 50 niveaux au plus.",
    "yaml-trop-long": "Un fichier contient au plus 50 000 éléments.",
    "texte-coupe": "Un texte sans guillemets n’est pas coupé par un « # » collé à un mot.",
    "fichier-vide": "Le fichier n’est pas vide.",
    "fichier-egare": (
        "Une fiche est dans « projects/ », un fichier de référence dans son dossier de"
        " « reference/ » : ailleurs, rien ne les lit."
    ),
    "nom-de-fichier": (
        "Un nom de fichier s’écrit en minuscules sans accent, avec des chiffres et des tirets,"
        " et finit par « .yml »."
    ),
}
WARNINGS: Final = frozenset({"texte-coupe"})
"""The rules that only warn: the file can be read as it is, and may be right."""


_QUOTE_IT: Final = "mettez tout le texte entre guillemets"

SENTENCES: Final[dict[str, str]] = {
    "caractere": (
        "caractère invisible interdit (U+{code}{fois}), souvent venu d’un copier-coller :"
        " effacez-le, puis retapez le caractère voulu"
    ),
    "caractere/sans-effet": (
        "caractère invisible interdit (U+{code}{fois}), souvent venu d’un copier-coller :"
        " effacez-le (« catalogue validate --fix » le fait, et le formulaire aussi)"
    ),
    "caractere/perdu": (
        "caractère perdu à la copie (U+{code}{fois}) : effacez-le, puis retapez le mot voulu"
    ),
    "caractere/fois": ", présent {nombre} fois",
    "nom-invisible": (
        "espace insécable ou invisible dans le nom de champ {nom} : effacez-la, ou retapez une"
        " espace ordinaire"
    ),
    "autre-sorte": (
        "ce fichier est {sorte}, et non du texte : copiez-en le texte dans un fichier « .yml » (ou,"
        " pour une fiche, dans le formulaire)"
    ),
    "vide": "le fichier est vide : copiez-y le modèle de fiche, ou supprimez le fichier",
    "vide/autre": "le fichier est vide : on y attend {objet}. Complétez-le, ou supprimez-le",
    "profond": (
        "plus de {limite} niveaux emboîtés : il manque sans doute un « ] » ou une accolade, ou le"
        " retrait augmente à chaque ligne"
    ),
    "long": (
        "le fichier contient plus de {limite} éléments : répartissez-les sur plusieurs fichiers"
    ),
    "second-document": (
        "un second document commence ici : un fichier n’en contient qu’un ; supprimez la ligne"
        " « --- » (ou « ... »), ou mettez la suite dans un autre fichier"
    ),
    "seconde-fiche": (
        "un second texte commence ici, avec les mêmes champs : un fichier n’en contient qu’un ;"
        " mettez ce qui suit dans un autre fichier, ou gardez un seul des deux"
    ),
    "renvoi": (
        "renvoi {nom} : recopiez la valeur elle-même (ou, si c’est du texte, mettez-le entre"
        " guillemets)"
    ),
    "ancre": "ancre {nom} : supprimez-la (ou, si c’est du texte, mettez-le entre guillemets)",
    "balise": (
        "balise {nom} : supprimez-la (ou, si la valeur est du texte, mettez-la entre guillemets)"
    ),
    "balise-incorrecte": "balise incorrecte : si c’est du texte, mettez-le entre guillemets",
    "deux-fois": "le champ {nom} est déjà écrit ligne {ligne} : gardez un seul des deux",
    "nom-groupe": (
        "un groupe de champs ne peut pas servir de nom de champ : mettez le texte entre guillemets"
    ),
    "nom-liste": "une liste ne peut pas servir de nom de champ : mettez le texte entre guillemets",
    "nom-lu": (
        'le nom de champ {nom} se lit comme {sorte} : écrivez-le entre guillemets, "{brut}"'
    ),
    "coupe": (
        "ce qui suit n’est pas lu, {perdu} : mettez toute la valeur entre guillemets (ou, si c’est"
        " une remarque, écrivez une espace après le « # »)"
    ),
    "tabulation": "une tabulation sert de retrait : remplacez-la par deux espaces",
    "apres-apostrophe": (
        'du texte suit l’apostrophe qui ferme : entourez tout le texte de guillemets doubles ("…"),'
        " ou doublez l’apostrophe qu’il contient"
    ),
    "apres-guillemet": (
        "du texte suit le guillemet qui ferme : supprimez les guillemets placés dans le texte (ou"
        " écrivez « … »), ou fermez ceux qui sont ouverts plus haut"
    ),
    "apres-crochet": (
        f"du texte suit {{signe}}, qui ferme une liste ou un groupe de champs : {_QUOTE_IT}"
    ),
    "sans-nom": "le nom du champ manque devant les deux-points : ajoutez-le",
    "tiret-inattendu": (
        "un tiret n’est pas attendu ici : alignez-le avec les autres tirets de la liste, ou"
        " complétez le nom de champ qui l’introduit"
    ),
    "sans-champ": (
        "un champ « nom: valeur » est attendu ici : alignez cette ligne avec les champs du même"
        " niveau"
    ),
    "sans-deux-points": (
        "il manque « : » après {texte} : si c’est un champ, écrivez « nom: valeur » ; si c’est la"
        " suite du texte du dessus, mettez cette ligne en retrait ; sinon, supprimez-la"
    ),
    "puce": (
        "{signe} ne fait pas une liste : commencez chaque élément par un tiret « - » et une espace"
    ),
    "tableau": (
        "un tableau collé ne se lit pas : écrivez chacune de ses valeurs sur une ligne"
        " « nom: valeur »"
    ),
    "cloture": "supprimez les lignes « ``` » : elles ne font pas partie du texte",
    "sans-espace": "il manque une espace après les deux-points : écrivez « nom: valeur »",
    "retrait-insecable": (
        "des espaces insécables servent de retrait : remplacez-les par des espaces ordinaires"
    ),
    "espace-insecable": (
        "l’espace qui suit les deux-points ou le tiret est insécable, et ne les sépare pas de la"
        " suite : effacez-la, puis retapez une espace ordinaire"
    ),
    "premier-signe": f"un texte ne peut pas commencer par {{signe}} : {_QUOTE_IT}",
    "deux-points-dans-le-texte": (
        f"ce texte contient « : » sans être entre guillemets : {_QUOTE_IT}, ou écrivez-le sous"
        " « >- », à la ligne et en retrait"
    ),
    "deux-points-inattendus": (
        "deux-points inattendus : si cette ligne est un champ, donnez-lui le retrait des autres"
        f" champs ; si elle continue le texte du dessus, {_QUOTE_IT}"
    ),
    "ouvert": "le signe {signe} ouvert ici n’est pas refermé : ajoutez-le à la fin du texte",
    "crochet": (
        "après {ouvrant}, il manque une virgule entre deux éléments, ou {fermant} à la fin :"
        " ajoutez-les, et mettez entre guillemets un élément qui contient une virgule, un crochet"
        " ou une accolade"
    ),
    "sans-valeur": (
        "une valeur est attendue avant {signe} : ajoutez-la, ou mettez entre guillemets le texte"
        " qui commence ainsi"
    ),
    "inconnu": (
        "la mise en forme est incorrecte ici : vérifiez le retrait, les deux-points et les"
        " guillemets de cette ligne et de la précédente"
    ),
    "sans-tiret": (
        "un tiret « - » est attendu ici : commencez l’élément par « - », ou alignez cette ligne"
        " avec le reste de l’élément"
    ),
    "dehors": (
        "cette ligne n’est rattachée à rien : donnez aux champs principaux le même retrait que le"
        " premier, et rien ne doit suivre la fin du document"
    ),
    "apres-bloc": (
        "rien ne peut suivre « | » ou « > » sur la ligne : commencez le texte à la ligne suivante,"
        " en retrait"
    ),
    "barre-oblique": (
        "une barre oblique inverse « \\ » a un sens spécial entre guillemets doubles : doublez-la"
        " (« \\\\ »), ou entourez le texte d’apostrophes ('…')"
    ),
    "tiret-deplace": (
        "ce tiret n’est pas à sa place : commencez la liste à la ligne suivante, en retrait sous le"
        f" nom du champ ; si c’est du texte, {_QUOTE_IT}"
    ),
    "question": f"« ? » n’est pas à sa place ici : si c’est du texte, {_QUOTE_IT}",
    "deux-points-en-liste": f"« : » n’est pas à sa place dans cette liste : {_QUOTE_IT}",
    "colle/conflit": (
        "deux versions du fichier sont mélangées (marques « <<<<<<< », « ======= »,"
        " « >>>>>>> ») : gardez les lignes de l’une, et supprimez celles de l’autre et les trois"
        " marques"
    ),
    "colle/citation": (
        "le texte vient d’une réponse à un courriel, qui met « > » au début des lignes :"
        " supprimez ces signes, ou copiez le texte depuis le fichier d’origine"
    ),
    "colle/differences": (
        "le texte montre des différences entre deux versions (« + », « - » ou « @@ » au début des"
        " lignes), ce n’est pas le texte lui-même : copiez le fichier d’origine"
    ),
    "colle/numeros": (
        "des numéros de ligne ont été collés au début des lignes : supprimez-les, ou copiez le"
        " texte depuis le fichier d’origine"
    ),
    "colle/tableau": (
        "un tableau collé ne se lit pas : écrivez chacune de ses valeurs sur une ligne"
        " « nom: valeur »"
    ),
    "colle/accents": (
        "les accents du texte sont abîmés, comme « Ã© » ou « =C3=A9 » pour « é » : recopiez le"
        " texte d’origine, enregistré en « UTF-8 », ou retapez ces lettres"
    ),
    "colle/page": (
        "le texte est le code d’une page web, avec des balises comme « <p> » ou « <br> » : copiez"
        " le texte que la page montre, pas son code"
    ),
    "colle/cases": (
        "les cases « [x] » ne se lisent pas : gardez les lignes cochées, sans leur case, et"
        " supprimez les autres"
    ),
    "colle/gras": "supprimez les astérisques autour des noms de champs : écrivez « nom: valeur »",
    "colle/courriel": ("cette ligne vient d’un courriel : supprimez-la, avec tout ce qui en vient"),
    "colle/traits": "cette ligne de traits ne fait pas partie du texte : supprimez-la",
    "colle/cloture": "supprimez les lignes « ``` » : elles ne font pas partie du texte",
}
"""Name → the sentence, with named blanks: the form, which reads files too, says the same ones."""

OTHER_KINDS: Final = (
    ("PK\x03\x04", "un document de Word, d’Excel ou de LibreOffice, ou une archive"),
    ("ÐÏ\x11à", "un document d’un ancien Word ou Excel"),
    ("{\\rtf", "un document au format RTF"),
    ("%PDF-", "un PDF"),
    ("\x89PNG", "une image"),
    ("ÿØÿ", "une image"),
)
"""How files that are no text of ours begin, byte by byte, and what they are."""

NAME_KINDS: Final = {"rien": "rien", "verite": "vrai ou faux", "nombre": "un nombre"}
"""What the name of a field that is no text is read as."""


def tell(name: str, **blanks: object) -> str:
    """Return a sentence with its blanks filled in."""
    return SENTENCES[name].format(**blanks)


def other_kind(head: str) -> str:
    """Return what is said of a file that begins as those of another kind, or the empty string."""
    kinds = (kind for sign, kind in OTHER_KINDS if head.startswith(sign))
    return next((tell("autre-sorte", sorte=kind) for kind in kinds), "")


def fault(file: str, rule: str, message: str, line: int = 1, column: int = 1) -> Issue:
    """Return the issue of one rule at one place of a file."""
    return Issue(Place(file, line=line, column=column), rule, message, level_of(rule))


def level_of(rule: str) -> Level:
    """Return how serious a rule of this stage is."""
    return "warning" if rule in WARNINGS else "error"
