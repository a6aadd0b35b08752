"""Who reads a note: those who helped when it was written, and nobody after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.domain.changes import Noted, Posted, Released, SealedNote
from hub.domain.checks import DraftInvalid
from hub.domain.ids import ClaimId, PostId
from hub.domain.record import Held, HubId, Record
from hub.domain.record import Sequence as Number
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Accepted, HubService
from hub.service.steps import Helper, Writer, claim
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock
from tests.hub.test_service import WATER

HERE, THERE = 0, 1


@dataclass
class Two:
    """A post at the first hub, helpers at both, and who may read which note."""

    ledgers: Sequence[TinyLedger]
    clock: ManualClock
    local: bool
    helpers: list[tuple[int, Accepted]] = field(default_factory=list)
    standing: list[ClaimId] = field(default_factory=list)
    arranged: list[ClaimId] = field(default_factory=list)
    readers: dict[str, set[ClaimId]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start()
        for hub in self.hubs:
            hub.introduce()
        reach = {"reach": "this_hub"} if self.local else {}
        self.post = self.hubs[HERE].post({**WATER, **reach}, b"post")
        self.sync()

    def start(self) -> None:
        self.hubs = [
            HubService(each, pack, self.clock.clocks, hub_crypto())
            for each in self.ledgers
        ]

    def sync(self) -> None:
        for _ in range(2):
            for source, target in (self.hubs, self.hubs[::-1]):
                for held in source.shared():
                    target.ingest(held.record, held.age_s)

    def helper(self, number: int) -> Helper:
        at, claimed = self.helpers[number]
        return Helper(self.hubs[at], self.post.post_id, claimed.claim_id, None)

    @property
    def writer(self) -> Writer:
        return Writer(self.hubs[HERE], self.post.post_id, None)

    # -- what happens ---------------------------------------------------------

    def claim(self, number: int) -> None:
        at = HERE if self.local else number % 2
        key = b"claim %d" % len(self.helpers)
        made = claim(self.hubs[at], self.post.post_id, "", 6, key)
        self.helpers.append((at, made))
        self.standing.append(made.claim_id)

    def release(self, number: int) -> None:
        if self.standing:
            self._gone(number).release()

    def not_needed(self, number: int) -> None:
        if self.standing:
            self.writer.release(self._gone(number)._claim)

    def _gone(self, number: int) -> Helper:
        gone = self.standing.pop(number % len(self.standing))
        ids = [each.claim_id for _, each in self.helpers]
        return self.helper(ids.index(gone))

    def arrange(self, number: int) -> None:
        if self.standing:
            chosen = self.standing[number % len(self.standing)]
            self.writer.arrange(chosen)
            self.arranged.append(chosen)

    def note(self, _number: int) -> None:
        text = f"from the writer {len(self.readers)}"
        if not self.standing:
            with pytest.raises(DraftInvalid):
                self.writer.note(text)
            return
        self.writer.note(text)
        self.readers[text] = self._addressees()

    def note_of_before(self, _number: int) -> None:
        """As earlier versions kept one for the helpers of this hub."""
        text = f"of before {len(self.readers)}"
        post_id = self.post.post_id
        self.hubs[HERE].write(post_id, lambda _post: Noted(post_id, text))
        here = {each.claim_id for at, each in self.helpers if at == HERE}
        self.readers[text] = self._addressees() & here

    def _addressees(self) -> set[ClaimId]:
        chosen = [each for each in self.standing if each in self.arranged]
        return set(chosen or self.standing)

    def answer(self, number: int) -> None:
        if self.standing:
            who = self.standing[number % len(self.standing)]
            ids = [each.claim_id for _, each in self.helpers]
            text = f"from a helper {len(self.readers)}"
            self.helper(ids.index(who)).note(text)
            self.readers[text] = {who}

    def restart(self, _number: int) -> None:
        self.start()

    def look(self) -> None:
        """Every helper reads their notes, and no others."""
        for number, (_, claimed) in enumerate(self.helpers):
            mine = claimed.claim_id
            told = [each.text for each in self.helper(number).notes()]
            expected = {
                text
                for text, readers in self.readers.items()
                if mine in readers and mine in self.standing
            }
            assert sorted(told) == sorted(expected)


@contextmanager
def _two(folder: Path, *, local: bool = False) -> Iterator[Two]:
    ledgers = [TinyLedger(folder / name, unpack, name_of) for name in "ab"]
    yield Two(ledgers, ManualClock(), local)
    for each in ledgers:
        each.close()


STEPS = (
    Two.claim,
    Two.release,
    Two.not_needed,
    Two.arrange,
    Two.note,
    Two.note_of_before,
    Two.answer,
    Two.restart,
)

happenings = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 5)), min_size=4, max_size=14
)


@given(happenings, st.booleans())
@settings(max_examples=40)
def test_a_note_is_read_by_those_who_helped_when_it_was_written_and_by_nobody_else(
    steps: list[tuple[object, int]], local: bool
) -> None:
    with TemporaryDirectory() as folder, _two(Path(folder), local=local) as two:
        for step, number in [(Two.claim, 0), *steps]:
            assert callable(step)
            step(two, number)
            two.sync()
            two.look()
        two.start()
        two.look()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with _two(tmp_path) as made:
        yield made


def test_a_note_to_neighbours_of_this_hub_is_nothing_on_the_air(two: Two) -> None:
    for _ in range(3):
        two.claim(HERE)
    before = [held.record for held in two.hubs[HERE].shared()]

    two.note(0)

    assert [held.record for held in two.hubs[HERE].shared()] == before


def test_once_it_is_arranged_no_note_goes_to_a_backup_in_another_building(
    two: Two,
) -> None:
    two.claim(HERE)
    two.claim(THERE)
    two.sync()
    two.arrange(0)
    before = len(two.hubs[HERE].shared())

    two.note(0)

    assert len(two.hubs[HERE].shared()) == before


def test_a_note_to_all_in_another_hubs_record_is_for_no_helper(two: Two) -> None:
    """No version writes such; whoever came later would read it."""
    ash = HubId(77)
    post = PostId(ash, 1)
    asked = unpack(pack(_posted(two)))
    note = Noted(post.written_by(ash), "See you at 8:45")
    here = two.hubs[HERE]
    here.ingest(Record(ash, Number(1), asked, pack(asked)), 0.0)
    earlier = claim(here, post, "", 6, b"earlier")
    here.ingest(Record(ash, Number(2), note, pack(note)), 0.0)
    later = claim(here, post, "", 6, b"later")

    for each in (earlier, later):
        assert Helper(here, post, each.claim_id, None).notes() == ()


def _posted(two: Two) -> Posted:
    view = two.hubs[HERE].find(two.post.post_id)
    assert view is not None
    return view.post.posted


def test_who_handed_it_back_and_helps_again_reads_what_is_new(two: Two) -> None:
    two.claim(HERE)
    two.note(0)
    two.release(0)
    two.claim(HERE)
    two.note(0)

    assert [each.text for each in two.helper(1).notes()] == ["from the writer 1"]
    assert two.helper(0).notes() == ()


def test_who_is_let_go_while_it_is_written_gets_no_note(two: Two) -> None:
    two.claim(THERE)
    two.claim(THERE)
    two.sync()
    here, (stays, goes) = two.hubs[HERE], two.standing

    def let_go(held: Held) -> None:
        if isinstance(held.record.change, SealedNote):
            here.say(Released(goes))

    here.listen(let_go)
    two.writer.note("At four")

    sent = [each.record.change for each in here.shared()]
    assert [each.claim for each in sent if isinstance(each, SealedNote)] == [stays]


def test_the_writer_still_reads_a_note_of_before_that_is_for_nobody(two: Two) -> None:
    two.note_of_before(0)
    two.claim(HERE)
    two.start()

    view = two.hubs[HERE].find(two.post.post_id)
    assert view is not None
    assert [each.text for each in view.post.notes] == ["of before 0"]
    assert two.helper(0).notes() == ()
