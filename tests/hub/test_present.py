"""What the board keeps of how posts stand is what they would be told as anew."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    Change,
    Claimed,
    Closed,
    Corrected,
    Kind,
    Lifetime,
    Outcome,
    PartlyMet,
    PlaceNamed,
    Posted,
    Released,
    Renewed,
    Urgency,
)
from hub.domain.ids import ClaimId, PostId
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.service import HubService
from tests.conftest import ManualClock

FAR = HubId(0x77)


class Street:
    """Another hub whose records come in as they are written."""

    def __init__(self, service: HubService, clock: ManualClock, random: Random) -> None:
        self._service, self._clock, self._random = service, clock, random
        self._last = 0
        self._posts: list[PostId] = []
        self._claims: list[ClaimId] = []

    def step(self) -> None:
        """Something happens, or some time goes by."""
        steps: list[Callable[[], None]] = [
            self._post,
            self._claim,
            self._change,
            self._name_place,
            self._pass_time,
            self._doubt_the_clock,
        ]
        self._random.choice(steps)()

    def _say(self, change: Change) -> int:
        self._last += 1
        record = Record(FAR, Sequence(self._last), change, pack(change))
        self._service.ingest(record, 0.0)
        return self._last

    def _post(self) -> None:
        posted = Posted(
            Kind.NEED,
            CATEGORIES["food"],
            Urgency.TODAY,
            "Bread",
            place=1,
            lifetime=self._random.choice([Lifetime.SIX_HOURS, Lifetime.DAY]),
        )
        self._posts.append(PostId(FAR, self._say(posted)))

    def _claim(self) -> None:
        if self._posts:
            post = self._random.choice(self._posts).written_by(FAR)
            self._claims.append(ClaimId(FAR, self._say(Claimed(post, hours=2))))

    def _change(self) -> None:
        if not self._posts or not self._claims:
            return
        post = self._random.choice(self._posts).written_by(FAR)
        claim = self._random.choice(self._claims).written_by(FAR)
        changes: list[Change] = [
            Closed(post, Outcome.MET),
            Renewed(post),
            PartlyMet(post, 2),
            Corrected(post, text="Rice"),
            Released(claim),
        ]
        self._say(self._random.choice(changes))

    def _name_place(self) -> None:
        self._say(PlaceNamed(1, self._random.choice(["Yard", "Roof"])))

    def _pass_time(self) -> None:
        self._clock.now += self._random.choice([7.0, 1801.0, 7207.0, 86_413.0])

    def _doubt_the_clock(self) -> None:
        self._clock.vouched = not self._clock.vouched


@pytest.mark.parametrize("seed", range(12))
def test_the_board_tells_each_post_as_it_is_told_alone(
    service: HubService, clock: ManualClock, seed: int
) -> None:
    street = Street(service, clock, Random(seed))

    for _ in range(40):
        street.step()
        posts = service.board().posts
        assert [service.find(each.post.id) for each in posts] == list(posts)
