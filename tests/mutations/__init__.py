"""Mistakes that people make, applied to the records of the catalogue: each must be found."""
