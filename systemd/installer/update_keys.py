"""Steps for the publishers' keys: a box takes those that came with it first. Later ones
come only with an update that the earlier ones signed.
"""

from __future__ import annotations

from pathlib import Path

from installer.files import Access, folder, placed
from installer.places import UPDATE_KEYS, UPDATES
from installer.steps import Step


def known(release: Path) -> list[Step]:
    """The folders for them, and the keys of the release where there is none yet."""
    return [
        folder(UPDATE_KEYS, Access(0o755)),
        folder(UPDATES, Access(0o700)),
        *(_first(each) for each in sorted(keys_of(release))),
    ]


def keys_of(release: Path) -> list[Path]:
    """Those that a release brings along."""
    return list((release / "systemd/update-keys").glob("*.pub"))


def _first(key: Path) -> Step:
    step = placed(UPDATE_KEYS / key.name, key.read_bytes)
    has_some = any(UPDATE_KEYS.glob("*.pub"))
    return Step(step.words, lambda: has_some or step.is_done(), step.do)
