"""How much one file may ask of the machine; a real record is far below every one of these."""

from __future__ import annotations

from typing import Final

# A rich record weighs 5 kB, a reference file 100 kB.
MAX_BYTES: Final = 512 * 1024

# A seal holds a whole edition: 280 kB for ten records, 9 MB for a thousand.
MAX_SEAL_BYTES: Final = 64 * 1024 * 1024

# The schemas go 6 deep. Two Python frames per level: 50 cannot exhaust the interpreter's stack,
# and libyaml, which is only asked for what comes next, never sees a deeper text either.
MAX_DEPTH: Final = 50

# A value is one event, a list or a mapping two: above 100 000 events there are more than
# MAX_NODES nodes for certain. At this limit, the worst half MiB found costs 0.7 s, and 0.2 s when
# it has no other fault.
MAX_NODES: Final = 50_000
MAX_EVENTS: Final = 2 * MAX_NODES

# Beyond this a number is an identifier (SIRET, phone), which must stay text.
MAX_DIGITS: Final = 15
