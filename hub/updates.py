"""What became of the last update since the box was started, as the program that takes
them left it. It only reads; the names are those of systemd/updater/outcomes.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

RESULT = Path("/run/porchlight-update.json")
MOST_BYTES = 4096
GOOD = ("installed", "already", "back")


@dataclass(frozen=True, slots=True)
class LastUpdate:
    """How it ended; `words` in English, for whoever looks after the box."""

    outcome: str
    words: str

    @property
    def is_good(self) -> bool:
        """Whether nobody has to see to anything."""
        return self.outcome in GOOD


def last_update(file: Path = RESULT) -> LastUpdate | None:
    """None where there was none, or nothing that makes sense."""
    try:
        with file.open("rb") as opened:
            found = json.loads(opened.read(MOST_BYTES))
        return LastUpdate(str(found["outcome"]), str(found["words"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
