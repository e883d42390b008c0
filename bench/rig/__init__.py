"""The measuring: one run of a program, the programs compared, the tables."""
