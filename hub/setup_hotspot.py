"""How a hub that may change nothing of its machine asks for another hotspot: a wish in
its data folder, which a small unit of root's takes up (systemd/change-hotspot).
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

from hub.private_file import write_private
from hub.settings import DATA_FOLDER

WISH = "hotspot.wish"
UNIT = Path("/etc/systemd/system/paths.target.wants/porchlight-hotspot.path")
RESULT = Path("/run/porchlight-hotspot/result")
CHANGED = "changed"

PATIENCE_S = 25.0
LOOK_EVERY_S = 0.5
GRACE_S = 6.0
"""Who changed the hotspot starts the hub anew at once."""


@dataclass(frozen=True, slots=True)
class HotspotWishes:
    """Those of one data folder. `unit`: there where somebody takes them up."""

    folder: Path
    unit: Path = UNIT
    result: Path = RESULT
    watched: Path = Path(DATA_FOLDER)

    @property
    def are_heard(self) -> bool:
        """Whether anything on this machine takes wishes up."""
        return self.folder == self.watched and self.unit.exists()

    @property
    def failed(self) -> bool:
        """Whether the last one came to nothing."""
        try:
            return self.result.read_text(encoding="ascii").strip() != CHANGED
        except (OSError, ValueError):
            return False

    def say(self, name: str, password: str) -> None:
        """Ask for it. Raises OSError."""
        wish = {"name": name, "password": password}
        write_private(self.folder / WISH, json.dumps(wish).encode())

    def wait(self) -> None:
        """Until it was taken up; the hub is ended then. Not for ever."""
        end = time.monotonic() + PATIENCE_S
        while (self.folder / WISH).exists() and time.monotonic() < end:
            time.sleep(LOOK_EVERY_S)
        if not self.failed:
            time.sleep(GRACE_S)
