"""The steps of a post's life over two hubs, each proved with a keep code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hub.domain.changes import Claimed, Outcome
from hub.domain.checks import DraftInvalid
from hub.domain.expiry import State
from hub.domain.ids import ClaimId, PostId
from hub.domain.post import Post
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import (
    Accepted,
    HubService,
    KeyReused,
    NoSuchPost,
    PostView,
    WrongCode,
)
from hub.service.steps import Helper, Writer, claim
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock

LADDER = {"kind": "need", "category": "tools", "text": "A ladder", "quantity": 2}


class TwoHubs:
    """A post at one, a claim at the other; `sync` is the radio."""

    def __init__(self, ledgers: tuple[TinyLedger, TinyLedger], clock: ManualClock):
        self.ledgers = ledgers
        self.clock = clock
        self.here, self.there = (
            HubService(each, pack, clock.clocks, hub_crypto()) for each in ledgers
        )
        self.post = self.here.post(LADDER, b"post")
        self.sync()

    def sync(self) -> None:
        """Both get what the other has, until neither has news."""
        for _ in range(3):
            for source, target in ((self.here, self.there), (self.there, self.here)):
                for held in source.shared():
                    heard = replace(held.record, change=unpack(held.record.payload))
                    target.ingest(heard, held.age_s)

    def introduce(self) -> None:
        """They tell each other their keys, as hubs with a radio do."""
        self.here.introduce()
        self.there.introduce()
        self.sync()

    def claim(self, key: bytes = b"claim") -> Accepted:
        """A neighbour of the other hub will help."""
        accepted = claim(self.there, self.post.post_id, " Ana ", "6", key)
        self.sync()
        return accepted

    def writer(self) -> Writer:
        """The post's writer."""
        return Writer(self.here, self.post.post_id, self.post.keep_code)

    def helper(self, claimed: Accepted) -> Helper:
        """The neighbour who claimed."""
        post_id = self.post.post_id
        return Helper(self.there, post_id, claimed.claim_id, claimed.keep_code)

    def seen(self) -> PostView:
        """The post, which both hubs see alike."""
        self.sync()
        views = [hub.find(self.post.post_id) for hub in (self.here, self.there)]
        assert views[0]
        assert views[1]
        assert views[0].post == views[1].post
        return views[0]

    def told(self) -> Post:
        """What is told of it."""
        return self.seen().post


@pytest.fixture
def hubs(tmp_path: Path, clock: ManualClock) -> Iterator[TwoHubs]:
    ledgers = (
        TinyLedger(tmp_path / "1", unpack, name_of),
        TinyLedger(tmp_path / "2", unpack, name_of),
    )
    yield TwoHubs(ledgers, clock)
    for ledger in ledgers:
        ledger.close()


def test_a_claim_from_another_hub_is_heard_and_holds_the_post(hubs: TwoHubs) -> None:
    claimed = hubs.claim()

    seen = hubs.seen()

    assert seen.state is State.CLAIMED
    assert [(each.id, each.handle, each.heard) for each in seen.post.claims] == [
        (claimed.claim_id, "Ana", True)
    ]


def test_a_claim_asked_again_is_the_same_claim(hubs: TwoHubs) -> None:
    assert hubs.claim() == hubs.claim()

    assert len(hubs.told().claims) == 1
    with pytest.raises(KeyReused):
        claim(hubs.there, hubs.post.post_id, "Ben", 6, b"claim")


def test_claims_on_both_sides_of_a_split_both_stand_in_the_order_heard(
    hubs: TwoHubs,
) -> None:
    there = claim(hubs.there, hubs.post.post_id, "Ana", 6, b"there")
    here = claim(hubs.here, hubs.post.post_id, "Ben", 6, b"here")

    claims = hubs.told().claims

    assert [each.id for each in claims] == [here.claim_id, there.claim_id]


def test_a_claim_that_came_just_before_the_power_went_is_heard_at_the_start(
    hubs: TwoHubs,
) -> None:
    claimed = claim(hubs.there, hubs.post.post_id, "Ana", 6, b"claim")
    held = hubs.there.shared()[-1]
    assert held.record.origin == hubs.there.origin
    hubs.ledgers[0].append(held)

    restarted = HubService(hubs.ledgers[0], pack, hubs.clock.clocks, hub_crypto())

    view = restarted.find(hubs.post.post_id)
    assert view
    assert [(each.id, each.heard) for each in view.post.claims] == [
        (claimed.claim_id, True)
    ]


def test_a_helper_hands_it_back(hubs: TwoHubs) -> None:
    claimed = hubs.claim()

    hubs.helper(claimed).release()

    assert hubs.seen().state is State.OPEN
    assert hubs.told().claims == ()


def test_the_whole_way_to_met_and_thanks(hubs: TwoHubs) -> None:
    hubs.introduce()
    claimed = hubs.claim()
    writer = hubs.writer()

    writer.arrange(claimed.claim_id)
    assert hubs.seen().state is State.ARRANGED
    writer.note("Ring at flat 3")
    hubs.helper(claimed).note("On my way")
    writer.partly_met(1)
    assert (hubs.seen().state, hubs.told().quantity_left) == (State.PARTLY_MET, 1)
    writer.close(Outcome.MET)
    writer.thank("Bless you")
    writer.close(Outcome.WITHDRAWN)

    told = hubs.told()
    assert hubs.seen().state is State.MET
    assert told.thanks == ("Bless you",)
    assert {(each.text, each.from_writer) for each in told.notes} == {
        ("Ring at flat 3", True),
        ("On my way", False),
    }


def test_a_writer_corrects_and_renews(hubs: TwoHubs) -> None:
    writer = hubs.writer()

    writer.correct("A long ladder")
    writer.renew()

    assert hubs.told().posted.text == "A long ladder"
    assert hubs.told().alive_from != hubs.post.record


def test_without_the_code_nobody_takes_a_step(hubs: TwoHubs) -> None:
    claimed = hubs.claim()

    with pytest.raises(WrongCode):
        Writer(hubs.here, hubs.post.post_id, claimed.keep_code)
    with pytest.raises(WrongCode):
        Helper(hubs.there, hubs.post.post_id, claimed.claim_id, hubs.post.keep_code)
    with pytest.raises(NoSuchPost):
        Writer(hubs.there, hubs.post.post_id, hubs.post.keep_code)


def test_a_claim_of_another_post_is_not_arranged(hubs: TwoHubs) -> None:
    with pytest.raises(NoSuchPost):
        hubs.writer().arrange(ClaimId(99, 1))


def test_what_is_over_or_not_there_is_not_claimed(hubs: TwoHubs) -> None:
    hubs.writer().close(Outcome.WITHDRAWN)
    hubs.sync()

    with pytest.raises(NoSuchPost):
        hubs.claim()


@pytest.mark.parametrize("hours", ["", "0", "251", "soon", None])
def test_a_claim_says_for_how_long(hubs: TwoHubs, hours: object) -> None:
    with pytest.raises(DraftInvalid):
        claim(hubs.there, hubs.post.post_id, "Ana", hours, b"claim")


def test_claims_on_posts_that_never_were_make_a_hub_say_nothing(hubs: TwoHubs) -> None:
    before = hubs.here.revision
    named = PostId(hubs.here.origin, 999)

    for number in range(1, 50):
        change = Claimed(named, 6)
        record = Record(HubId(77), Sequence(number), change, pack(change))
        hubs.here.ingest(record, 0.0)

    assert hubs.here.revision == before + 49


def test_a_hub_that_cannot_write_starts_though_it_missed_a_claim(
    hubs: TwoHubs, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed = claim(hubs.there, hubs.post.post_id, "Ana", 6, b"claim")
    held = hubs.there.shared()[-1]
    assert held.record.origin == hubs.there.origin
    hubs.ledgers[0].append(held)
    monkeypatch.setattr(hubs.ledgers[0]._storage, "read_only", True)

    restarted = HubService(hubs.ledgers[0], pack, hubs.clock.clocks, hub_crypto())

    view = restarted.find(hubs.post.post_id)
    assert view
    assert [each.id for each in view.post.claims] == [claimed.claim_id]


def test_a_claim_asked_again_after_the_post_is_over_is_answered_alike(
    hubs: TwoHubs,
) -> None:
    claimed = hubs.claim()
    hubs.writer().close(Outcome.MET)
    hubs.sync()

    assert claim(hubs.there, hubs.post.post_id, " Ana ", "6", b"claim") == claimed


@pytest.mark.parametrize("text", ["", "x" * 281, "a\u202eb", None])
def test_a_correction_is_checked_like_a_post(hubs: TwoHubs, text: str) -> None:
    with pytest.raises(DraftInvalid):
        hubs.writer().correct(text)


@pytest.mark.parametrize("left", [-1, 251, 99999, "many"])
def test_what_is_left_is_checked(hubs: TwoHubs, left: int) -> None:
    with pytest.raises(DraftInvalid):
        hubs.writer().partly_met(left)


def test_a_claim_that_could_not_be_heard_at_once_is_heard_later(hubs: TwoHubs) -> None:
    claimed = claim(hubs.there, hubs.post.post_id, "Ana", 6, b"claim")
    (held,) = [
        each for each in hubs.there.shared() if each.record.origin == hubs.there.origin
    ]
    refuse = "create trigger full before insert on documents when new.collection = "
    execute = hubs.ledgers[0]._storage._connection.execute
    hubs.here.board()
    count = len(hubs.here.shared())
    execute(
        refuse + f"'records' and new.body like '%\"sequence\": {count + 1},%' "
        'and new.body like \'%"origin": ' + str(hubs.here.origin) + ",%' "
        "begin select raise(fail, 'full'); end"
    )

    assert hubs.here.ingest(held.record, 0.0)
    view = hubs.here.find(hubs.post.post_id)
    assert view is not None
    assert not view.post.claims[0].heard
    execute("drop trigger full")
    hubs.here.board()

    view = hubs.here.find(hubs.post.post_id)
    assert view is not None
    assert [(each.id, each.heard) for each in view.post.claims] == [
        (claimed.claim_id, True)
    ]


def test_of_one_hubs_endless_claims_not_all_are_heard(hubs: TwoHubs) -> None:
    for number in range(30):
        claim(hubs.there, hubs.post.post_id, "Ana", 6, b"%d" % number)
    hubs.sync()

    view = hubs.here.find(hubs.post.post_id)
    assert view is not None
    assert sum(each.heard for each in view.post.claims) == 20


def test_a_claim_on_a_post_that_is_over_makes_a_hub_say_nothing(hubs: TwoHubs) -> None:
    late = claim(hubs.there, hubs.post.post_id, "Ana", 6, b"late")
    hubs.writer().close(Outcome.MET)
    before = len(hubs.here.shared())
    for held in hubs.there.shared():
        hubs.here.ingest(held.record, 0.0)

    own = [
        each for each in hubs.here.shared() if each.record.origin == hubs.here.origin
    ]
    assert late.claim_id.origin == hubs.there.origin
    assert len(own) == before
