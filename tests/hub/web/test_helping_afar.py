"""Writer and helper in two buildings: what each page says, and the radio between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from hub.domain.ids import PostId
from hub.domain.record import HubId
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.service import HubService
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from hub.web import create_app
from hub.web.hub_port import WebHub
from tests.conftest import ManualClock
from tests.hub.test_steps import TwoHubs
from tests.hub.web.neighbour import (
    claims_of,
    code_on,
    help_with,
    open_with,
    take,
    take_as_helper,
)
from tests.hub.web.visitor import to_mend


class Buildings:
    """Two hubs with their pages: the writer's phone at one, the helper's at another."""

    def __init__(self, hubs: TwoHubs) -> None:
        self.hubs = hubs
        self.writer = self._phone(hubs.here, 0)
        self.helper = self._phone(hubs.there, 1)
        open_with(self.writer, self.post, hubs.post.keep_code)

    def _phone(self, service: HubService, number: int) -> FlaskClient:
        ledger, clock = self.hubs.ledgers[number], self.hubs.clock
        people = Stewards(service, ledger, lambda: clock.now)
        hub = WebHub("14 Elm St", service, people, lambda: None, "http://10.42.0.1")
        return create_app(hub).test_client()

    @property
    def post(self) -> PostId:
        return self.hubs.post.post_id

    def written(self) -> str:
        """What the writer's page says, after the radio had its time."""
        self.hubs.sync()
        return self.writer.get(f"/posts/{self.post}").text

    def helped(self) -> str:
        """What the helper's page says then."""
        self.hubs.sync()
        return self.helper.get(f"/posts/{self.post}").text


@pytest.fixture
def buildings(tmp_path: Path, clock: ManualClock) -> Iterator[Buildings]:
    ledgers = (
        TinyLedger(tmp_path / "1", unpack, name_of),
        TinyLedger(tmp_path / "2", unpack, name_of),
    )
    yield Buildings(TwoHubs(ledgers, clock))
    for ledger in ledgers:
        ledger.close()


def test_a_claim_from_another_building_comes_to_the_writer(
    buildings: Buildings,
) -> None:
    form = buildings.helper.get(f"/posts/{buildings.post}/help").text
    answer = help_with(buildings.helper, buildings.post, handle="Ana")
    thanks = buildings.helper.get(answer.headers["Location"]).text

    assert "travels by radio" in form
    assert "by radio" in thanks
    assert code_on(thanks)
    page = buildings.written()
    assert "Ana" in page
    assert "another building" in page


def test_they_write_to_each_other_once_the_hubs_know_each_other(
    buildings: Buildings,
) -> None:
    help_with(buildings.helper, buildings.post)
    (claimed,) = claims_of(buildings.hubs.there, buildings.post)

    early = take_as_helper(
        buildings.helper, buildings.post, claimed, "note", note="On my way"
    )
    page = to_mend(buildings.helper, early).text
    assert ">\nOn my way</textarea>" in page

    buildings.hubs.introduce()
    take_as_helper(buildings.helper, buildings.post, claimed, "note", note="On my way")
    assert "On my way" in buildings.written()
    take(buildings.writer, buildings.post, "note", note="Ring at flat 3")
    assert "Ring at flat 3" in buildings.helped()


def test_a_writer_whose_helpers_hub_is_not_known_yet_is_told_so(
    buildings: Buildings,
) -> None:
    help_with(buildings.helper, buildings.post)
    buildings.written()

    answer = take(buildings.writer, buildings.post, "note", note="Ring at flat 3")

    page = to_mend(buildings.writer, answer).text
    assert ">\nRing at flat 3</textarea>" in page


def test_steps_of_the_writer_are_seen_in_the_other_building(
    buildings: Buildings,
) -> None:
    help_with(buildings.helper, buildings.post)
    (claimed,) = claims_of(buildings.hubs.there, buildings.post)
    buildings.written()

    take(buildings.writer, buildings.post, "arrange", claim=str(claimed))
    assert "It is arranged" in buildings.helped()
    take(buildings.writer, buildings.post, "met")
    assert "Thank you for being there" in buildings.helped()


def test_where_a_post_only_passes_nobody_is_asked_for_its_writers_code(
    buildings: Buildings,
) -> None:
    page = buildings.helped()

    assert "Is this yours?" not in page
    typed = open_with(buildings.helper, buildings.post, "222-222")
    assert "be changed here any more" in to_mend(buildings.helper, typed).text
    assert buildings.post.origin != HubId(buildings.hubs.there.origin)
