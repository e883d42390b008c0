"""What MkDocs says reaches people in French, and what is not known is not lost."""

from __future__ import annotations

from catalogue.build.house import in_french


def test_une_plainte_inconnue_garde_ses_mots_et_dit_en_francais_d_ou_elle_vient() -> None:
    told = in_french("Something nobody has seen before")
    assert told.startswith("MkDocs, l’outil qui assemble les pages, s’arrête ici.")
    assert told.endswith("Something nobody has seen before")


def test_un_lien_qui_mene_ailleurs_qu_a_un_fichier_est_dit_en_francais() -> None:
    told = in_french("Doc file 'index.md' contains an unrecognized relative link 'x/', it was left")
    assert told.startswith("le lien « x/ » n’est pas compris")
