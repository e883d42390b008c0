"""What a change does to the catalogue: the note for whoever reviews it."""
