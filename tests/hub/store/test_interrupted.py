"""The power goes while the hub recovers, or while a backup is put back."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.copies import COPIES
from hub.store.folder import FILE, READY, RESTORING
from hub.store.keeping import back_up, restore
from hub.store.ledger import TinyLedger
from hub.store.migrations import VERSION
from tests.hub.store.files import flip_in, held, record_of

STEPS = {
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "shutil.copyfile",
    "sqlite3.connect",
    "open",
}
"""What Python tells of a program's doings with files, each before it is done."""

_watching: list[Callable[[], None]] = []


def _hear(event: str, _arguments: tuple[object, ...]) -> None:
    if event in STEPS and _watching:
        watcher = _watching.pop()  # what it does itself is none of its business
        try:
            watcher()
        finally:
            _watching.append(watcher)


sys.addaudithook(_hear)  # can't be taken away again; heeds nothing without a watcher


class States:
    """A folder as it was before each step that changed it: where the power may go."""

    def __init__(self, folder: Path, to: Path) -> None:
        self._folder = folder
        self._to = to
        self._seen: set[tuple[tuple[str, bytes], ...]] = set()
        self.taken: list[Path] = []

    @contextmanager
    def watched(self) -> Iterator[None]:
        _watching.append(self.take)
        try:
            yield
        finally:
            _watching.clear()
        self.take()

    def take(self) -> None:
        files = [each for each in self._folder.rglob("*") if each.is_file()]
        names = [str(each.relative_to(self._folder)) for each in sorted(files)]
        folders = [str(each) for each in self._folder.rglob("*") if each.is_dir()]
        state = [(name, (self._folder / name).read_bytes()) for name in names]
        key = (*state, *((each, b"") for each in sorted(folders)))
        if key not in self._seen:
            self._seen.add(key)
            place = self._to / str(len(self.taken))
            shutil.copytree(self._folder, place)
            self.taken.append(place)


def _filled(folder: Path, posts: int = 12) -> int:
    """A hub with so many posts, a good copy of the first; its origin."""
    ledger = TinyLedger(folder, unpack, name_of)
    origin = ledger.identity().origin
    for number in range(1, posts + 1):
        ledger.append(held(number))
    ledger.close()
    return origin


def _start(folder: Path) -> tuple[set[int], TinyLedger]:
    """What a hub that starts there has; the ledger is closed."""
    ledger = TinyLedger(folder, unpack, name_of)
    found = {each.record.sequence for each in ledger.records()}
    ledger.identity()
    ledger.close()
    return found, ledger


def _damaged(tmp_path: Path, *, copied: bool, log: bool) -> Path:
    """A hub with sixty posts, the last ten in the log or not; the third is hit."""
    source, hub = tmp_path / "source", tmp_path / "hub"
    _filled(source, posts=50)
    ledger = TinyLedger(source, unpack, name_of)
    for number in range(51, 61):
        ledger.append(held(number))
    if not log:
        ledger.close()
    shutil.copytree(source, hub)
    if log:
        ledger.close()
        assert (hub / f"{FILE}-wal").stat().st_size > 0
    for name in COPIES if not copied else ():
        (hub / name).unlink()
    flip_in(hub / FILE, record_of(3, VERSION))
    return hub


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log"])
@pytest.mark.parametrize("copied", [False, True], ids=["no copy", "a copy"])
def test_a_recovery_that_is_cut_at_any_step_is_gone_on_with(
    tmp_path: Path, *, copied: bool, log: bool
) -> None:
    hub = _damaged(tmp_path, copied=copied, log=log)
    states = States(hub, tmp_path / "states")

    with states.watched():
        _start(hub)

    assert len(states.taken) >= 6
    origins = set()
    for state in states.taken:
        found, _ = _start(state)
        again = TinyLedger(state, unpack, name_of)
        identity = again.identity()
        again.close()
        assert found == set(range(1, 61)) - (set() if copied else {3}), state
        assert len(identity.former) == 1
        origins |= set(identity.former)
        assert not (state / RESTORING).exists()
    assert len(origins) == 1


def test_a_hub_whose_recovery_is_cut_says_that_it_is_restored(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    _filled(hub)
    (hub / COPIES[0]).unlink()
    flip_in(hub / FILE, record_of(6, VERSION))
    states = States(hub, tmp_path / "states")

    with states.watched():
        _start(hub)

    lost = [each for each in states.taken if not (each / FILE).exists()]
    assert len(lost) >= 3
    assert all(_start(each)[1].restored for each in lost)


def test_a_folder_with_traces_of_a_hub_is_not_a_new_hubs(tmp_path: Path) -> None:
    for number, name in enumerate((RESTORING, "damaged-1")):
        folder = tmp_path / str(number)
        folder.mkdir()
        if name == RESTORING:
            (folder / name).write_bytes(b"half of something")
        else:
            (folder / name).mkdir()

        assert _start(folder)[1].restored


def test_what_an_interrupted_restore_had_made_is_gone_on_from(tmp_path: Path) -> None:
    origin = _filled(tmp_path / "hub")
    for name in COPIES:
        (tmp_path / "hub" / name).unlink(missing_ok=True)
    (tmp_path / "hub" / FILE).rename(tmp_path / "hub" / RESTORING)

    found, ledger = _start(tmp_path / "hub")

    assert found == set(range(1, 13))
    assert ledger.restored
    again = TinyLedger(tmp_path / "hub", unpack, name_of)
    assert again.identity().former == (origin,)
    again.close()


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_log_is_not_parted_from_the_file_that_is_set_aside(
    tmp_path: Path, ending: str
) -> None:
    hub = tmp_path / "hub"
    _filled(hub)
    (hub / f"{FILE}{ending}").write_bytes(b"what is left of it")
    (hub / "damaged-new").mkdir()
    (hub / FILE).rename(hub / "damaged-new" / FILE)

    found, ledger = _start(hub)

    assert found == set(range(1, 13))
    assert ledger.restored
    assert {each.name for each in (hub / "damaged-1").iterdir()} == {
        FILE,
        f"{FILE}{ending}",
    }
    assert not (hub / "damaged-new").exists()


def test_a_backup_that_is_cut_at_any_step_is_there_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    hub = tmp_path / "hub"
    before = _filled(hub, posts=3)
    back_up(hub, tmp_path / "backup")
    later = TinyLedger(hub, unpack, name_of)
    for number in range(4, 13):
        later.append(held(number))
    later.close()
    states = States(hub, tmp_path / "states")

    with states.watched():
        restore(hub, tmp_path / "backup", name_of)

    outcomes = []
    for state in states.taken:
        found, ledger = _start(state)
        again = TinyLedger(state, unpack, name_of)
        renewed = again.identity().origin != before
        again.close()
        assert not ledger.restored, state
        outcomes.append((len(found), renewed))
        assert not (state / READY).exists()
        assert not (state / RESTORING).exists()
    # The old store with its old name, and from one step on the backup with a new one.
    turned = outcomes.index((3, True))
    assert set(outcomes[:turned]) == {(12, False)}
    assert set(outcomes[turned:]) == {(3, True)}
