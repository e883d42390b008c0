"""`python -m catalogue` is `catalogue`."""

from catalogue.cli import run

run()
