"""Files between two hubs: merged both ways, at the right ages, nothing private."""

from __future__ import annotations

import errno
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hub.carrying.export import export
from hub.carrying.inbox import Inbox, answer_to, in_words, put
from hub.carrying.refusal import CannotCarry
from hub.carrying.taking import Taken, take_in
from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.expiry import DAY_S
from hub.domain.passing import GRACE_S
from hub.domain.reach import LOCAL
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.mesh.relay import aged_record
from hub.network_key import network_keys
from hub.service import HubService, Tally
from hub.service.past import LOOK_EVERY_S
from hub.settings import Settings, read_settings
from hub.store.ledger import TinyLedger
from radio.carried import read_carried, write_carried
from tests.conftest import ManualClock


@dataclass(frozen=True)
class Town:
    """A hub in a folder of its own."""

    settings: Settings
    service: HubService
    clock: ManualClock
    ledger: TinyLedger

    @property
    def key_file(self) -> Path:
        return self.settings.network_key_file

    def post(self, text: str, **more: object) -> None:
        fields = {"kind": "need", "category": "water", "text": text, **more}
        self.service.post(fields, text.encode())

    def texts(self) -> list[str]:
        return sorted(view.post.posted.text for view in self.service.board().posts)

    def take(self, file: Path) -> Taken | None:
        return take_in(file, self.key_file, self.service, lambda: False)


def _lamp(number: int) -> Record:
    change = Posted(Kind.OFFER, CATEGORIES["power"], Urgency.TODAY, f"Lamp {number}")
    return Record(HubId(77), Sequence(number), change, pack(change))


@pytest.fixture
def towns(tmp_path: Path) -> Iterator[tuple[Town, Town]]:
    """Two hubs with one network key, without radios."""
    key_file = str(tmp_path / "network.key")
    made = []
    for name in ("here", "there"):
        given = {"data": str(tmp_path / name), "clock": "trusted"}
        settings = read_settings({**given, "network_key_file": key_file}, {}, None)
        ledger = TinyLedger(settings.data, unpack, name_of)
        clock = ManualClock()
        clock.wall_ahead = int(time.time()) - clock.now  # as `export` reads it
        service = HubService(ledger, pack, clock.clocks, hub_crypto())
        made.append(Town(settings, service, clock, ledger))
    yield (made[0], made[1])
    for each in made:
        each.ledger.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


# -- merging ------------------------------------------------------------------


def test_carried_both_ways_two_hubs_have_one_board(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.post("Water for 4")
    there.post("A lamp")
    there.post("Soup")

    export(here.settings, stick)
    there_took = there.take(stick)
    export(there.settings, stick)
    here_took = here.take(stick)

    assert there_took == Taken(Tally(came=1))
    assert here_took == Taken(Tally(came=2, known=1))
    assert here.texts() == there.texts() == ["A lamp", "Soup", "Water for 4"]


def test_taken_in_twice_a_file_changes_nothing(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.post("Water for 4")
    export(here.settings, stick)
    there.take(stick)
    revision = there.service.revision

    assert there.take(stick) == Taken(Tally(known=1))
    assert there.service.revision == revision


def test_another_version_of_a_known_record_is_compared_and_not_taken(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.service.ingest(_lamp(1), 0.0)
    there.service.ingest(replace(_lamp(2), sequence=Sequence(1)), 0.0)
    export(here.settings, stick)

    assert there.take(stick) == Taken(Tally(known=1))
    assert there.texts() == ["Lamp 2"]


def test_the_radio_is_told_of_what_came(towns: tuple[Town, Town], stick: Path) -> None:
    here, there = towns
    here.post("Water for 4")
    export(here.settings, stick)
    told: list[int] = []
    there.service.listen(lambda held: told.append(held.record.origin))

    there.take(stick)

    assert told == [here.service.origin]


# -- what is in it ------------------------------------------------------------


def test_nothing_private_is_in_a_file(towns: tuple[Town, Town], stick: Path) -> None:
    here, _ = towns
    here.post("Water for 4")
    here.post("The cellar key is with Ana", reach="this_hub")
    contact = {"contact": "0170 555 123", "contact_consent": "yes"}
    here.post("Ring me", reach="this_hub", **contact)

    assert export(here.settings, stick) == 1
    keys = network_keys(here.key_file)
    assert keys is not None
    carried = read_carried(io.BytesIO(stick.read_bytes()).read, keys)
    payloads = [each.record.payload for chunk in carried.chunks for each in chunk]

    assert payloads == [held.record.payload for held in here.service.shared()]
    said = b"".join(payloads)
    local = [held for held in here.ledger.records() if held.record.origin == LOCAL]
    assert len(local) == 2
    assert not any(held.record.payload in said for held in local)
    assert not any(word in said for word in (b"0170", b"cellar"))


def test_what_has_passed_is_in_no_file(towns: tuple[Town, Town], stick: Path) -> None:
    here, _ = towns
    here.service.ingest(_lamp(1), 40 * DAY_S)
    here.service.ingest(_lamp(2), DAY_S)
    here.clock.now += LOOK_EVERY_S
    here.service.board()

    assert export(here.settings, stick) == len(here.service.shared()) == 1


def test_while_nobody_vouches_for_the_clock_all_is_in_the_file(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, _ = towns
    here.service.ingest(_lamp(1), 40 * DAY_S)

    assert export(replace(here.settings, clock="unknown"), stick) == 1


def test_what_this_hub_let_go_of_is_known_and_stays_away(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.service.ingest_all([(_lamp(1), 0.0), (_lamp(2), 0.0)])
    there.service.ingest(_lamp(1), 3 * GRACE_S)
    there.clock.now += LOOK_EVERY_S
    there.service.board()
    assert list(there.ledger.records()) == []
    export(here.settings, stick)

    assert there.take(stick) == Taken(Tally(came=1, known=1))
    assert there.texts() == ["Lamp 2"]


# -- ages ---------------------------------------------------------------------


def _carried_for_an_hour(town: Town, stick: Path, at: float | None) -> None:
    """A file with the records of a town, each a minute old, written at that time."""
    keys = network_keys(town.key_file)
    assert keys is not None
    town.post("Water for 4")
    town.clock.now += 60.0
    records = map(aged_record, town.service.shared())
    stick.write_bytes(b"".join(write_carried(records, keys.current, at)))


@pytest.mark.parametrize(
    ("vouched_there", "vouched_here", "age_s"),
    [(True, True, 3660.0), (True, False, 60.0), (False, True, 60.0)],
)
def test_the_time_on_the_stick_counts_where_both_clocks_are_trusted(
    towns: tuple[Town, Town],
    stick: Path,
    vouched_there: bool,
    vouched_here: bool,
    age_s: float,
) -> None:
    here, there = towns
    there.clock.vouched = vouched_here
    now = there.clock.now + there.clock.wall_ahead
    _carried_for_an_hour(here, stick, now - 3600.0 if vouched_there else None)

    there.take(stick)

    assert there.service.shared()[0].age_s == pytest.approx(age_s)


def test_what_is_taken_in_under_a_wrong_later_year_is_not_let_go_of(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    _carried_for_an_hour(here, stick, there.clock.now + there.clock.wall_ahead)
    there.clock.wall_ahead += 9 * 365 * DAY_S

    there.take(stick)
    there.clock.now += LOOK_EVERY_S
    there.service.board()

    assert (there.service.passed(), len(there.service.shared())) == ({}, 1)


def test_the_radio_is_told_the_age_with_the_time_on_the_way(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    now = there.clock.now + there.clock.wall_ahead
    _carried_for_an_hour(here, stick, now - 3600.0)
    told: list[float] = []
    there.service.listen(lambda held: told.append(held.age_s))

    there.take(stick)

    assert told == [pytest.approx(3660.0)]


def test_a_file_from_the_future_makes_nothing_younger_than_it_is(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    _carried_for_an_hour(here, stick, there.clock.now + there.clock.wall_ahead + 9e6)

    there.take(stick)

    assert there.service.shared()[0].age_s == pytest.approx(60.0)


# -- what is wrong with a file ------------------------------------------------


def test_of_a_torn_file_all_before_the_tear_is_taken_in_and_said(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.service.ingest_all((_lamp(number), 0.0) for number in range(1, 401))
    export(here.settings, stick)
    stick.write_bytes(stick.read_bytes()[:-100])

    taken = there.take(stick)

    assert taken is not None
    assert 50 < taken.tally.came < 400
    assert len(there.texts()) == taken.tally.came
    assert (
        f"torn: its end is missing. Before that: {taken.tally.came} new,"
        in in_words(taken)
    )


def test_a_hub_without_a_key_says_where_to_put_it(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    export(here.settings, stick)
    here.key_file.unlink()

    taken = there.take(stick)

    assert taken is not None
    assert str(here.key_file) in taken.fault
    assert not here.key_file.exists()


def test_a_file_of_another_network_leaves_no_trace(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.post("Water for 4")
    export(here.settings, stick)
    here.key_file.write_text("9" * 64)

    taken = there.take(stick)

    assert taken is not None
    assert "another network" in in_words(taken)
    assert "Nothing was taken in" in in_words(taken)
    assert there.texts() == []


# -- the inbox ----------------------------------------------------------------


def _inbox_of(town: Town) -> Inbox:
    return Inbox(town.settings.data, town.key_file, town.service)


def test_what_is_put_into_the_inbox_is_taken_in_and_answered_once(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.post("Water for 4")
    export(here.settings, stick)

    waiting = put(there.settings.data, stick)
    stick.unlink()
    nothing_yet = answer_to(waiting)
    _inbox_of(there).take_all()

    assert nothing_yet is None
    assert answer_to(waiting) == Taken(Tally(came=1))
    assert answer_to(waiting) is None
    assert list(waiting.parent.iterdir()) == []


def test_a_hub_that_is_told_to_stop_leaves_the_file_for_its_next_start(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, there = towns
    here.post("Water for 4")
    export(here.settings, stick)
    waiting = put(there.settings.data, stick)

    stopping = _inbox_of(there)
    stopping.stop()
    stopping.take_all()
    left = waiting.exists()
    _inbox_of(there).take_all()

    assert left
    assert there.texts() == ["Water for 4"]


def test_what_a_power_cut_left_in_the_inbox_is_tidied_away(
    towns: tuple[Town, Town],
) -> None:
    here, _ = towns
    folder = here.settings.data / "inbox"
    folder.mkdir()
    for name in ("1-ab.new", "1-cd.answer"):
        (folder / name).touch()

    inbox = _inbox_of(here)
    inbox.start()
    inbox.stop()

    assert list(folder.iterdir()) == []


# -- a stick that takes nothing ------------------------------------------------


def test_an_export_that_fails_leaves_the_file_of_before(
    towns: tuple[Town, Town], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = towns
    network_keys(here.key_file)
    stick.write_bytes(b"of before")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("hub.carrying.export.os.fsync", full)
    with pytest.raises(CannotCarry, match="No space left"):
        export(here.settings, stick)

    assert stick.read_bytes() == b"of before"
    assert [each.name for each in stick.parent.glob("stick*")] == ["stick"]


def test_clocks_that_nobody_vouches_for_write_no_time(
    towns: tuple[Town, Town], stick: Path
) -> None:
    here, _ = towns
    given = {"data": str(here.settings.data), "network_key_file": str(here.key_file)}
    keys = network_keys(here.key_file)
    assert keys is not None
    written = []
    for clock in ("trusted", "unknown"):
        export(read_settings({**given, "clock": clock}, {}, None), stick)
        carried = read_carried(io.BytesIO(stick.read_bytes()).read, keys)
        written.append(carried.written_at is not None)

    assert written == [True, False]
