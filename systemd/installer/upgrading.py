"""From one release to the next, and back when the next one fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer import releases
from installer.steps import StepFailed
from installer.trial import is_well, porchlight, try_out


@dataclass(frozen=True, slots=True)
class Ways:
    """How the box puts a release to work, and takes its data back."""

    put_to_work: Callable[[Path], None]
    stop: Callable[[], None]
    restore: Callable[[Path], None]


def upgrade(fresh: Path, before: Path | None, ways: Ways) -> None:
    """Try the fresh release, switch to it, see that it works; else go back.

    Raises StepFailed; the release of before runs then.
    """
    try:
        try_out(fresh, before)
    except StepFailed as error:
        kept = f" {before.name} goes on running." if before else ""
        raise StepFailed(f"{fresh.name} failed its trial.{kept}\n{error}") from error
    earlier = releases.before()
    releases.remember(before)  # first: a power cut must not take the way back
    releases.switch_to(fresh)
    try:
        ways.put_to_work(fresh)
    except StepFailed as error:
        if before is None:
            raise
        _work_again(before, ways)
        releases.remember(earlier)
        raise StepFailed(f"{before.name} is back at work.\n{error}") from error


def go_back(before: Path, ways: Ways) -> None:
    """Have the release of before at work again, from where the way leads here again."""
    left = releases.current()
    _work_again(before, ways)
    releases.remember(left)


def _work_again(before: Path, ways: Ways) -> None:
    """With its own data of then, if it must be."""
    releases.switch_to(before)
    try:
        ways.put_to_work(before)
    except StepFailed:  # it can't read what the other one has made of the data
        ways.stop()
        ways.restore(before)
        ways.put_to_work(before)


def restore(before: Path, folder: Path, file: Path) -> None:
    """Its data as before the upgrade; the hub takes a new name among the others."""
    porchlight(before, "restore", "--data", str(folder), str(file))


def see_that_it_works(address: str, patience_s: float) -> None:
    """Raises StepFailed where the hub's pages don't answer."""
    if not is_well(address, patience_s):
        raise StepFailed(f"The hub does not answer at {address}.")
