"""From a corpus to the issues that need more than one value.

Importing the package registers every rule in `RULES`.
"""

from catalogue.check import content, identity, moves, references  # noqa: F401  # registers the rules
