"""From a corpus to the issues that need more than one value.

Importing the package registers every rule in `RULES`, in the order in which they are printed.
"""

from catalogue.check import (  # noqa: F401  # registers the rules
    content,
    durations,
    figures,
    identity,
    mentions,
    moves,
    privacy,
    references,
    twins,
)
