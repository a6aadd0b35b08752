"""Three hubs that part and meet: everybody sees the same, no offer of help is lost."""

from __future__ import annotations

import random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from hub.domain.board import Board, fold
from hub.domain.changes import (
    Arranged,
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Corrected,
    Noted,
    Outcome,
    PartlyMet,
    Released,
    Renewed,
)
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.record import Record
from tests.hub.domain.neighbourhood import ASH, BREAD, ELM, OAK, record

HUBS = (ELM, OAK, ASH)
hubs = st.sampled_from(HUBS)


class Neighbours(RuleBasedStateMachine):
    """Each hub is the set of records that it holds, and a board that grew with it."""

    posts = Bundle("posts")
    claims = Bundle("claims")

    @initialize()
    def begin(self) -> None:
        self.held: dict[int, dict[RecordId, Record]] = {hub: {} for hub in HUBS}
        self.boards = {hub: Board() for hub in HUBS}
        self.claimed: dict[ClaimId, PostId] = {}
        self.released: set[ClaimId] = set()

    def _write(self, hub: int, change: Change) -> RecordId:
        number = 1 + sum(each.origin == hub for each in self.held[hub])
        written = record(hub, number, change)
        self._take_in(hub, written)
        return RecordId(hub, number)

    def _take_in(self, hub: int, taken: Record) -> None:
        self.held[hub][RecordId(taken.origin, taken.sequence)] = taken
        self.boards[hub].add(taken)

    @rule(target=posts, hub=hubs)
    def post(self, hub: int) -> PostId:
        made = self._write(hub, BREAD)
        return PostId(made.origin, made.sequence)

    @rule(target=claims, hub=hubs, post=posts)
    def claim(self, hub: int, post: PostId) -> object:
        if self.boards[hub].post(post) is None:
            return multiple()
        made = self._write(hub, Claimed(post.written_by(hub), 12))
        claim = ClaimId(made.origin, made.sequence)
        self.claimed[claim] = post
        return claim

    @rule(hub=hubs, claim=claims)
    def hand_back(self, hub: int, claim: ClaimId) -> None:
        post = self.claimed[claim]
        self._write(hub, Released(claim.written_by(hub)))
        if hub in (claim.origin, post.origin):
            self.released.add(claim)

    @rule(hub=hubs, claim=claims, change=st.sampled_from([ClaimHeard, Arranged]))
    def hear_or_arrange(
        self, hub: int, claim: ClaimId, change: type[ClaimHeard | Arranged]
    ) -> None:
        self._write(hub, change(claim.written_by(hub)))

    @rule(
        hub=hubs, post=posts, outcome=st.sampled_from(Outcome), left=st.integers(0, 3)
    )
    def say(self, hub: int, post: PostId, outcome: Outcome, left: int) -> None:
        own = post.written_by(hub)
        said: list[Change] = [
            Renewed(own),
            Corrected(own, text=f"Bread for {len(self.held[hub])}"),
            PartlyMet(own, left),
            Closed(own, outcome),
        ]
        self._write(hub, said[left])

    @rule(hub=hubs, claim=claims, from_writer=st.booleans())
    def note(self, hub: int, claim: ClaimId, from_writer: bool) -> None:
        post = self.claimed[claim]
        self._write(hub, Noted(post, "At six?", claim.written_by(hub), from_writer))

    @rule(one=hubs, other=hubs, chance=st.randoms(use_true_random=False))
    def meet(self, one: int, other: int, chance: random.Random) -> None:
        """What one has and the other hasn't goes over, in any order, some twice."""
        for giver, taker in ((one, other), (other, one)):
            passed = list(self.held[giver].values())
            chance.shuffle(passed)
            for each in passed:
                self._take_in(taker, each)

    @rule(one=hubs, other=hubs, chance=st.randoms(use_true_random=False))
    def hear_in_part(self, one: int, other: int, chance: random.Random) -> None:
        """Half of it is lost on the way."""
        passed = list(self.held[one].values())
        for each in chance.sample(passed, len(passed) // 2):
            self._take_in(other, each)

    @rule()
    def all_meet(self) -> None:
        everything = {
            name: each for held in self.held.values() for name, each in held.items()
        }
        for hub in HUBS:
            for each in everything.values():
                self._take_in(hub, each)

        first, *others = self.boards.values()
        for other in others:
            assert other.posts() == first.posts()
        self._no_offer_of_help_is_lost(first)

    def _no_offer_of_help_is_lost(self, board: Board) -> None:
        for claim, post_id in self.claimed.items():
            post = board.post(post_id)
            assert post is not None
            standing = [each.id for each in post.claims]
            assert (claim in standing) is (claim not in self.released)

    @invariant()
    def a_board_is_what_its_records_come_to(self) -> None:
        for hub in HUBS:
            in_order = [each for _, each in sorted(self.held[hub].items())]
            assert self.boards[hub].posts() == fold(in_order).posts()

    def teardown(self) -> None:
        if hasattr(self, "held"):
            self.all_meet()


TestThreeHubs = Neighbours.TestCase
TestThreeHubs.settings = settings(max_examples=60, stateful_step_count=30)
