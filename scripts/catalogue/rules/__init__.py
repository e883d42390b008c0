"""From a corpus to the issues that need more than one value.

Importing the package registers every rule in `RULES`, in the order in which they are printed.
"""

from catalogue.rules import content, figures, identity, privacy, references
