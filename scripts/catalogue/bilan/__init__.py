"""An edition of the bilan: counted, drawn, written in each form, sealed."""
