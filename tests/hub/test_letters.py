"""Notes between two hubs: only these two can read them; and what hubs sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hub.domain.changes import Introduced, Noted, SealedNote, Signed, Unreadable
from hub.domain.ids import PostId, RecordId
from hub.domain.provenance import hash_of, message, origin_of
from hub.domain.reach import LOCAL
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import HubKeys, is_signed, name_of
from hub.mesh.packing import pack, unpack
from hub.service import Accepted, HubService, NotIntroduced, Role
from hub.service.doubts import MAX_DOUBTED
from hub.service.pen import SIGN_EVERY
from hub.service.steps import Helper, Writer, claim
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock
from tests.hub.test_service import WATER


class Town:
    """Three hubs and the radio between them."""

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        self.clock = clock
        self.ledgers = [TinyLedger(folder / n, unpack, name_of) for n in "abc"]
        self.hubs = [self.hub(each) for each in self.ledgers]
        self.here, self.there, self.third = self.hubs

    def hub(self, ledger: TinyLedger) -> HubService:
        return HubService(ledger, pack, self.clock.clocks, hub_crypto())

    def sync(self) -> None:
        for _ in range(3):
            for source in self.hubs:
                for target in self.hubs:
                    for held in source.shared():
                        record = held.record
                        heard = replace(record, change=unpack(record.payload))
                        target.ingest(heard, held.age_s)

    def introduce(self) -> None:
        for hub in self.hubs:
            hub.introduce()
        self.sync()

    def claimed(self) -> tuple[Writer, Helper, PostId]:
        """A post here, a claim there."""
        post = self.here.post(WATER, b"post")
        self.sync()
        claimed = claim(self.there, post.post_id, "Ana", 6, b"claim")
        self.sync()
        writer = Writer(self.here, post.post_id, post.keep_code)
        return writer, _helper(self.there, post, claimed), post.post_id


def _helper(hub: HubService, post: Accepted, claimed: Accepted) -> Helper:
    return Helper(hub, post.post_id, claimed.claim_id, claimed.keep_code)


@pytest.fixture
def town(tmp_path: Path, clock: ManualClock) -> Iterator[Town]:
    built = Town(tmp_path, clock)
    yield built
    for ledger in built.ledgers:
        ledger.close()


def _notes(hub: HubService, post_id: PostId) -> list[tuple[str, bool]]:
    view = hub.find(post_id)
    assert view is not None
    return [(each.text, each.from_writer) for each in view.post.notes]


def test_writer_and_helper_read_each_other_and_nobody_else_does(town: Town) -> None:
    town.introduce()
    writer, helper, post_id = town.claimed()

    writer.note("Ring at flat 3")
    helper.note("On my way")
    town.sync()

    both = [("Ring at flat 3", True), ("On my way", False)]
    assert sorted(_notes(town.here, post_id)) == sorted(both)
    assert sorted(_notes(town.there, post_id)) == sorted(both)
    assert _notes(town.third, post_id) == []
    for ledger in town.ledgers:
        assert all(b"flat" not in each.record.payload for each in ledger.records())


def test_notes_are_read_after_a_restart(town: Town) -> None:
    town.introduce()
    writer, _, post_id = town.claimed()
    writer.note("Ring at flat 3")
    town.sync()

    again = [town.hub(each) for each in town.ledgers]

    assert (
        _notes(again[0], post_id)
        == _notes(again[1], post_id)
        == [("Ring at flat 3", True)]
    )
    assert _notes(again[2], post_id) == []


def test_between_neighbours_of_one_hub_a_note_never_leaves_it(town: Town) -> None:
    town.introduce()
    post = town.here.post(WATER, b"post")
    claimed = claim(town.here, post.post_id, "Ana", 6, b"claim")
    before = len(town.here.shared())

    Writer(town.here, post.post_id, post.keep_code).note("Ring at flat 3")
    _helper(town.here, post, claimed).note("On my way")
    town.sync()

    assert len(town.here.shared()) == before
    assert len(_notes(town.here, post.post_id)) == 2
    assert _notes(town.there, post.post_id) == []


def test_to_a_hub_that_has_not_introduced_itself_nothing_is_said(town: Town) -> None:
    writer, helper, post_id = town.claimed()

    with pytest.raises(NotIntroduced):
        writer.note("Ring at flat 3")
    with pytest.raises(NotIntroduced):
        helper.note("On my way")

    assert _notes(town.here, post_id) == []


def test_a_note_that_comes_before_the_introduction_is_read_then(town: Town) -> None:
    town.there.introduce()
    writer, _, post_id = town.claimed()
    town.here.introduce()
    writer.note("Ring at flat 3")
    *others, introduction = sorted(
        (held.record for held in town.here.shared()),
        key=lambda each: isinstance(each.change, Introduced),
    )
    for record in others:
        town.there.ingest(replace(record, change=unpack(record.payload)), 0.0)
    assert _notes(town.there, post_id) == []

    town.there.ingest(introduction, 0.0)

    assert _notes(town.there, post_id) == [("Ring at flat 3", True)]


@pytest.mark.parametrize("from_writer", [True, False])
def test_a_third_hub_can_not_speak_as_writer_or_helper(
    town: Town, *, from_writer: bool
) -> None:
    """Not even with words that it sealed for the writer's hub in earnest."""
    town.introduce()
    _, helper, post_id = town.claimed()
    keys = HubKeys(town.ledgers[2].identity().secret)
    known = town.third._present.introduced(town.here.origin)
    assert known is not None
    name = RecordId(town.third.origin, len(town.third.shared()) + 1)
    numbers = (*_numbers(post_id), *_numbers(helper._claim))
    beside = b"".join(each.to_bytes(4) for each in numbers) + bytes([from_writer])
    sealed = keys.seal(known.sealing, name, hub_crypto().words.pack("Come"), beside)
    note = SealedNote(post_id, helper._claim, from_writer, sealed)
    forged = Record(HubId(name.origin), Sequence(name.sequence), note, pack(note))

    town.here.ingest(forged, 0.0)

    assert _notes(town.here, post_id) == []


def _numbers(name: RecordId) -> tuple[int, int]:
    return (name.origin, name.sequence)


@pytest.mark.parametrize("change", [b"", b"\x00", b"x" * 40])
def test_what_was_not_sealed_for_us_shows_nothing(town: Town, change: bytes) -> None:
    town.introduce()
    _, helper, post_id = town.claimed()
    note = SealedNote(post_id, helper._claim, False, change or b"\xff" * 9)
    sequence = Sequence(100)
    town.here.ingest(Record(town.there.origin, sequence, note, pack(note)), 0.0)

    assert _notes(town.here, post_id) == []


def test_a_note_is_eight_bytes_longer_than_its_words() -> None:
    ours, theirs = HubKeys(b"a" * 32), HubKeys(b"b" * 32)
    sealed = ours.seal(
        theirs.introduction(0).sealing, RecordId(1, 2), b"words", b"here"
    )

    assert len(sealed) == len(b"words") + 8
    peer = ours.introduction(0).sealing
    assert theirs.open(peer, RecordId(1, 2), sealed, b"here") == b"words"
    assert theirs.open(peer, RecordId(1, 3), sealed, b"here") is None
    assert theirs.open(bytes(32), RecordId(1, 2), sealed, b"here") is None
    assert theirs.open(peer, RecordId(1, 2), sealed, b"elsewhere") is None


def test_a_hub_that_introduced_itself_signs_now_and_then(town: Town) -> None:
    town.introduce()
    for number in range(SIGN_EVERY - 1):
        town.here.post(WATER, b"%d" % number)
    town.sync()

    posts = town.there.board().posts
    signed = [
        held.record
        for held in town.here.shared()
        if isinstance(held.record.change, Signed)
    ]
    assert len(posts) == SIGN_EVERY - 1
    assert all(each.proved for each in posts)
    assert len(signed) == 1
    assert len(signed[0].payload) / SIGN_EVERY < 4


def test_until_it_signs_its_records_are_not_proved_elsewhere(town: Town) -> None:
    town.introduce()
    post = town.here.post(WATER, b"key").post_id
    town.sync()

    views = [hub.find(post) for hub in (town.here, town.there)]

    assert [each.proved for each in views if each] == [True, False]


def test_that_a_post_is_proved_now_is_news(town: Town) -> None:
    town.introduce()
    post = town.here.post(WATER, b"key").post_id
    town.sync()
    seen = town.there.revision
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)
    town.sync()

    assert post in [each.post.id for each in town.there.board(since=seen).posts]


def test_an_alert_is_signed_at_once(town: Town) -> None:
    town.introduce()
    stewards = Stewards(town.here, town.ledgers[0], lambda: town.clock.now)
    who = ("Ana", stewards.admit("Ana", Role.STEWARD))

    stewards.raise_alert(who, "Flood", 6, b"key")

    assert isinstance(town.here.shared()[-1].record.change, Signed)


def test_a_hub_without_a_radio_neither_introduces_itself_nor_signs(
    service: HubService,
) -> None:
    for number in range(SIGN_EVERY + 5):
        service.post(WATER, b"%d" % number)

    assert len(service.shared()) == SIGN_EVERY + 5


def test_a_hub_introduces_itself_once(town: Town) -> None:
    for _ in range(3):
        town.here.introduce()

    assert len(town.here.shared()) == 1
    assert town.hub(town.ledgers[0]).origin == name_of(
        town.ledgers[0].identity().secret, 0
    )


def test_a_record_forged_in_a_hubs_name_is_found_out(town: Town) -> None:
    town.introduce()
    forged = Record(town.here.origin, Sequence(2), Unreadable(), b"\x63forged")
    town.there.ingest(forged, 0.0)
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)
    town.sync()

    assert town.there.disputes() == []  # the true one came too, and was put there
    assert town.third.disputes() == []


def test_any_bytes_are_a_signature_or_not() -> None:
    key = HubKeys(b"a" * 32).introduction(0).signing

    assert not is_signed(key, b"message", b"short")
    assert not is_signed(b"short", b"message", bytes(64))


def test_notes_keep_their_place_in_the_local_log(town: Town) -> None:
    town.introduce()
    writer, _, _ = town.claimed()
    claim(town.here, writer._post, "Bo", 6, b"local")
    writer.note("To both")

    kept = [held.record for held in town.ledgers[0].records()]
    notes = [each for each in kept if isinstance(each.change, Noted | SealedNote)]
    assert {each.origin == LOCAL for each in notes} == {True, False}


def _forged(town: Town, sequence: int, words: str = "poison") -> Record:
    change = Unreadable()
    payload = b"\x63" + words.encode()
    return Record(town.here.origin, Sequence(sequence), change, payload)


def test_when_the_signature_comes_the_true_record_takes_the_forged_ones_place(
    town: Town,
) -> None:
    town.introduce()
    town.there.ingest(_forged(town, 2), 0.0, sender=town.third.origin)
    told: list[Record] = []
    town.there.listen(lambda held: told.append(held.record))
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)

    town.sync()

    posts = [each.post.id for each in town.there.board().posts]
    assert PostId(town.here.origin, 2) in posts
    assert town.there.disputes() == []
    assert town.there.forgers() == {town.third.origin: 1}
    assert told[-1].payload != _forged(town, 2).payload
    again = town.hub(town.ledgers[1])
    assert [each.post.id for each in again.board().posts] == posts


def test_a_false_version_of_a_proved_record_changes_nothing_and_is_told(
    town: Town,
) -> None:
    town.introduce()
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)
    town.sync()
    before = town.there.board().posts

    town.there.ingest(_forged(town, 2), 0.0, sender=town.third.origin)

    assert town.there.board().posts == before
    assert town.there.forgers() == {town.third.origin: 1}


def test_a_hub_whose_name_is_used_says_so_and_signs_at_once(town: Town) -> None:
    town.introduce()
    town.here.post(WATER, b"key")

    assert not town.here.ingest(_forged(town, 9), 0.0, sender=town.third.origin)

    assert town.here.forgers() == {town.third.origin: 1}
    assert isinstance(town.here.shared()[-1].record.change, Signed)


def test_our_own_records_handed_back_are_nobodys_fault(town: Town) -> None:
    town.introduce()
    town.here.post(WATER, b"key")
    town.sync()

    for held in town.there.shared():
        town.here.ingest(held.record, 0.0, sender=town.there.origin)

    assert town.here.forgers() == {}


def test_a_dispute_names_the_hub_that_the_records_came_from(town: Town) -> None:
    town.introduce()
    town.there.ingest(_forged(town, 2), 0.0, sender=town.third.origin)
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)
    for held in town.here.shared():
        if held.record.sequence != 2:  # the true one got lost
            town.there.ingest(held.record, 0.0, sender=town.here.origin)

    (told,) = town.there.disputes()
    assert told.senders == (town.third.origin,)


def test_a_flood_of_second_versions_is_bounded(town: Town) -> None:
    town.introduce()
    for number in range(30):
        town.here.post(WATER, b"%d" % number)
    town.sync()

    for sequence in range(SIGN_EVERY + 1, 31):
        for version in range(50):
            forged = _forged(town, sequence, f"poison {version}")
            town.there.ingest(forged, 0.0, sender=town.third.origin)

    assert len(town.there._arrivals.doubts._others) <= MAX_DOUBTED
    assert len(town.there.board().posts) == 30


def test_a_signature_that_the_disk_refuses_takes_no_post_back(town: Town) -> None:
    town.here.introduce()
    execute = town.ledgers[0]._storage._connection.execute
    execute(
        "create trigger full before insert on documents when new.collection = 'records'"
        f" and new.body like '%\"sequence\": {SIGN_EVERY + 1},%'"
        " begin select raise(fail, 'full'); end"
    )

    for number in range(SIGN_EVERY - 1):
        town.here.post(WATER, b"%d" % number)
    assert len(town.here.shared()) == SIGN_EVERY
    execute("drop trigger full")
    town.here.post(WATER, b"one more")

    signed = town.here.shared()[-1].record.change
    assert isinstance(signed, Signed)
    assert signed.count == SIGN_EVERY + 1


def _own(hub: HubService) -> list[Record]:
    """What a hub wrote, in order."""
    records = (held.record for held in hub.shared())
    return [each for each in records if each.origin == hub.origin]


def _signed_by(keys: HubKeys, origin: int, sequence: int, said: list[bytes]) -> Record:
    """A signature of the hub with those keys over the payloads before `sequence`."""
    words = message(origin, sequence, [hash_of(each) for each in said])
    change = Signed(len(said), keys.sign(words))
    return Record(HubId(origin), Sequence(sequence), change, pack(change))


def test_a_hub_that_signs_two_runs_that_overlap_breaks_nothing(town: Town) -> None:
    keys = HubKeys(b"liar" * 8)
    hello = keys.introduction(0)
    origin = origin_of(hello)
    first, second = (
        Record(origin, Sequence(2), Unreadable(), b"\x63" + version)
        for version in (b"a", b"b")
    )
    three = _signed_by(keys, origin, 3, [second.payload])
    four = _signed_by(keys, origin, 4, [second.payload, three.payload])
    town.here.ingest(Record(origin, Sequence(1), hello, pack(hello)), 0.0)
    for record in (first, three, four, *[second] * 5):
        town.here.ingest(record, 0.0, sender=9)

    held = {each.record.sequence: each.record for each in town.here.shared()}
    assert held[2].payload == second.payload
    assert town.here.disputes() == []


def test_the_true_version_is_kept_however_many_false_ones_come_after_it(
    town: Town,
) -> None:
    town.introduce()
    town.there.ingest(_forged(town, 2), 0.0, sender=town.third.origin)
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)
    *records, signed = _own(town.here)[: SIGN_EVERY + 1]
    for record in records:
        town.there.ingest(record, 0.0, sender=town.here.origin)
    for version in range(50):
        town.there.ingest(_forged(town, 2, f"late {version}"), 0.0, sender=9)

    town.there.ingest(signed, 0.0, sender=town.here.origin)

    assert PostId(town.here.origin, 2) in [e.post.id for e in town.there.board().posts]
    assert town.there.disputes() == []


def test_a_forged_signature_makes_room_for_the_true_one(town: Town) -> None:
    town.introduce()
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)
    records = _own(town.here)
    (signed,) = [each for each in records if isinstance(each.change, Signed)]
    garbage = Signed(signed.sequence - 1, bytes(64))
    forged = replace(signed, change=garbage, payload=pack(garbage))
    for record in (*records[: signed.sequence - 1], forged):
        town.there.ingest(record, 0.0, sender=9)
    assert len(town.there.disputes()) == 1

    town.there.ingest(signed, 0.0, sender=town.here.origin)

    assert town.there.disputes() == []
    assert all(each.proved for each in town.there.board().posts[: SIGN_EVERY - 1])


def test_notes_are_still_there_after_a_record_was_put_right(town: Town) -> None:
    test_a_note_that_comes_before_the_introduction_is_read_then(town)
    (post,) = town.there.board().posts
    town.there._present.read_anew(town.ledgers[1].records(), [])

    assert _notes(town.there, post.post.id) == [("Ring at flat 3", True)]


def test_a_note_can_not_be_moved_to_another_post(town: Town) -> None:
    town.introduce()
    writer, _, _ = town.claimed()
    other = town.here.post({**WATER, "text": "Bread"}, b"other").post_id
    town.sync()
    second = claim(town.there, other, "Bo", 6, b"second")
    town.sync()
    writer.note("Ring at flat 3")
    record = town.here.shared()[-1].record
    note = record.change
    assert isinstance(note, SealedNote)
    moved = replace(
        note, post=other.written_by(town.here.origin), claim=second.claim_id
    )
    forged = replace(record, change=moved, payload=pack(moved))

    town.there.ingest(forged, 0.0, sender=town.third.origin)

    assert _notes(town.there, other) == []
