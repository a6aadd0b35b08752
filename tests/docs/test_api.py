"""docs/api.md: its examples have the keys that the program answers with, its routes are
those that there are, and no word that stands for a state is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub import clock as clocks
from hub.clock import ClockState, Step
from hub.domain.changes import Unreadable
from hub.domain.record import Record, Sequence
from hub.power import Power
from hub.service import Role
from hub.service.pen import SIGN_EVERY
from hub.service.stewards import Stewards
from hub.web.hub_port import WebClock
from radio.budget import Hold
from radio.link_status import LinkState, LinkStatus
from radio.priority import Priority
from radio.radio_state import Concern, RadioState
from radio.seal import SealState
from radio.status import BudgetStatus, PeerStatus
from tests.conftest import ManualClock
from tests.hub.test_letters import Town
from tests.hub.test_service import WATER
from tests.hub.web.links import client_of, link_of

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")

OPEN = {"counters", "forgers"}
"""Their keys are what happened, not what was agreed on."""

PARTS = {"post_id": "ID", "alert_id": "ID", "claim_id": "CLAIM", "int:number": "NUMBER"}
"""What the page calls the parts of a path."""


@pytest.fixture
def town(tmp_path: Path, clock: ManualClock) -> Iterator[Town]:
    built = Town(tmp_path, clock)
    yield built
    for ledger in built.ledgers:
        ledger.close()


@pytest.fixture
def stewards(town: Town, clock: ManualClock) -> Stewards:
    return Stewards(town.there, town.ledgers[1], lambda: clock.now)


@pytest.fixture
def client(town: Town, stewards: Stewards) -> FlaskClient:
    """A hub of which everything can be told that there is to tell."""
    told = ClockState(clocks.GPS, 60.0, Step(-120.0, 60.0))
    return client_of(
        town.there,
        stewards,
        _link(),
        clock=WebClock(lambda: told),
        power=lambda: Power(on_battery=True, percent=80),
    )


def _link() -> LinkStatus:
    waiting = dict.fromkeys(Priority, 0)
    link = link_of({7: PeerStatus(0.0, hops=0, loss=0.02)}, 60.0, BudgetStatus(waiting))
    radio = RadioState(concerns=(Concern.BLUETOOTH_PIN,))
    counters = {"heard_records": 1}
    return replace(link, radio=radio, sync=replace(link.sync, counters=counters))


def _example(route: str) -> Any:
    """The JSON that stands first below the heading of a route."""
    below = PAGE.partition(f"## `{route}`\n")[2]
    return json.loads(below.partition("```json\n")[2].partition("```")[0])


def _keys(answer: Any, path: str = "") -> set[str]:
    """Every key in it, with those that lead to it; of a list, all items' keys."""
    if isinstance(answer, list):
        return {key for each in answer for key in _keys(each, f"{path}[]")}
    if not isinstance(answer, dict):
        return set()
    found = set()
    for name, value in answer.items():
        found |= {f"{path}.{name}"}
        found |= set() if name in OPEN else _keys(value, f"{path}.{name}")
    return found


def test_the_status_has_the_keys_that_are_written_down(
    town: Town, client: FlaskClient
) -> None:
    _forge(town)

    answer = client.get("/api/status").get_json()

    assert answer["disputes"]
    assert answer["forgers"]
    assert _keys(answer) == _keys(_example("GET /api/status"))


def _forge(town: Town) -> None:
    """A record comes that nobody wrote, while the true one got lost; then one in the
    hub's own name."""
    town.introduce()
    false = Record(town.here.origin, Sequence(2), Unreadable(), b"\x63poison")
    town.there.ingest(false, 0.0, sender=town.third.origin)
    for number in range(SIGN_EVERY):
        town.here.post(WATER, b"%d" % number)
    for held in town.here.shared():
        if held.record.sequence != false.sequence:
            town.there.ingest(held.record, 0.0, sender=town.here.origin)
    in_our_name = replace(false, origin=town.there.origin, sequence=Sequence(9))
    town.there.ingest(in_our_name, 0.0, sender=town.third.origin)


def test_the_board_has_the_keys_that_are_written_down(
    client: FlaskClient, stewards: Stewards
) -> None:
    code = stewards.admit("Ada", Role.STEWARD)
    post = {"kind": "need", "category": "water", "text": "Water for 4"}
    address = f"/api/posts/{client.post('/api/posts', json=post).get_json()['id']}"
    client.post(f"{address}/claims", json={"hours": 6, "handle": "Ana"})
    alert = {"name": "Ada", "code": code, "alert": "Flood", "hours": 6}
    client.post("/api/alerts", json=alert)

    answer, written = client.get("/api/board").get_json(), _example("GET /api/board")

    assert _keys(answer) == _keys(written)
    assert _keys(client.get(address).get_json()) == _keys(written["posts"][0])


def test_every_route_for_programs_is_written_down_and_no_other(
    client: FlaskClient,
) -> None:
    written = set(re.findall(r"`((?:GET|POST|PUT|DELETE) /[^`]*)`", PAGE))

    assert set(_routes(client.application)) == written


def _routes(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") or rule.rule == "/healthz":
            path = re.sub("<([^>]+)>", lambda part: PARTS[part[1]], rule.rule)
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield f"{method} {path}"


@pytest.mark.parametrize(
    "word",
    [
        *(each.value for each in (*SealState, *Hold, *Concern, *LinkState)),
        *(each.name.lower() for each in Priority),
        *(clocks.BATTERY, clocks.GPS, clocks.NTP),
        *(clocks.STEWARD, clocks.PHONES, clocks.OWNER),
        *("well", "restored", "full", "read_only"),
    ],
)
def test_every_word_for_a_state_is_written_down(word: str) -> None:
    assert f"`{word}`" in PAGE
