"""A lobby as on any evening, served for pictures: real pages over a real store."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hub.clock import BATTERY, ClockState
from hub.domain.changes import Outcome
from hub.domain.drafts import check_draft
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService
from hub.service.steps import Writer, claim
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from hub.web import create_app
from hub.web.hub_port import WebClock, WebHub
from radio.frame import Followed
from radio.link_status import LinkState, LinkStatus
from radio.priority import Priority
from radio.radio_state import RadioState
from radio.status import BudgetStatus, PeerStatus, SyncStatus
from tests.served import served

NEAR, FAR = HubId(0x5E1F20C7), HubId(0x0A8B41D2)
"""Another hub that holds our first posts, and one that is known to hold none."""


def _two_hubs(here: HubId) -> LinkStatus:
    followed = {each: Followed(each, 3) for each in (here, NEAR)}
    peers = {
        NEAR: PeerStatus(0.0, hops=0, loss=0.04, followed=followed),
        FAR: PeerStatus(0.0, hops=2, loss=0.3, followed={NEAR: Followed(NEAR, 2)}),
    }
    budget = BudgetStatus({Priority.PRESSING: 1, Priority.REPAIR: 2}, 0.012)
    sync = SyncStatus(peers, 9, 3, 0, {}, budget=budget)
    radio = RadioState(
        "2.7.26.54e9ce6", "US", "LONG_FAST", "CLIENT", None, True, 0.061, 0.0084
    )
    ago_s = {NEAR: 60.0, FAR: 300.0}
    return LinkStatus(LinkState.UP, "", sync, ago_s, radio, 40.0)


@dataclass(frozen=True)
class Neighbour:
    """Somebody's post; `far`: it came by radio."""

    kind: str
    category: str
    urgency: str
    text: str
    minutes_ago: int
    far: bool = False

    def write(self, service: HubService) -> None:
        """Put it on the board, now by the service's clock."""
        fields = {
            "kind": self.kind,
            "category": self.category,
            "urgency": self.urgency,
            "text": self.text,
        }
        if not self.far:
            service.post(fields, self.text.encode())
            return
        payload = pack(check_draft(fields).posted)
        number = Sequence(NEIGHBOURS.index(self) + 1)
        service.ingest(Record(NEAR, number, unpack(payload), payload), 0.0)


NEIGHBOURS = (
    Neighbour("need", "health", "now", "Insulin for my father, flat 12", 8),
    Neighbour("need", "food", "today", "Water for 4 people", 25),
    Neighbour("need", "care", "today", "需要有人照看两个孩子 下午三点到六点", 50, True),
    Neighbour("need", "shelter", "week", "نحتاج بطانيات دافئة لثلاثة أشخاص", 190, True),
    Neighbour("need", "tools", "week", "A ladder for an hour", 700),
    Neighbour("need", "rides", "week", "Yon moun pou akonpaye m lopital madi", 400),
    Neighbour("offer", "supplies", "whenever", "3 warm blankets to lend", 12),
    Neighbour(
        "offer",
        "food",
        "today",
        "Sopa caliente para diez, hoy a las 7",
        31,
        True,
    ),
    Neighbour("offer", "papers", "week", "I translate: Tiếng Việt, English", 75),
    Neighbour("offer", "company", "whenever", "Chess and tea, every afternoon", 300),
)


def _help_each_other(service: HubService) -> None:
    """Somebody is on one need, and another was met."""
    by_text = {each.post.posted.text: each.post.id for each in service.board().posts}
    claim(service, by_text["Water for 4 people"], "Ben", 6, b"claim")
    met = Writer(service, by_text["A ladder for an hour"], None)
    met.close(Outcome.MET)
    met.thank("Thank you, the lamp is up again!")


@contextmanager
def lobby(folder: Path) -> Iterator[str]:
    now = time.time()
    wall = [now]
    ledger = TinyLedger(folder, unpack, name_of)
    service = HubService(
        ledger, pack, Clocks(lambda: wall[0], lambda: wall[0]), hub_crypto()
    )
    for neighbour in sorted(NEIGHBOURS, key=lambda each: -each.minutes_ago):
        wall[0] = now - 60.0 * neighbour.minutes_ago
        neighbour.write(service)
    wall[0] = now
    _help_each_other(service)
    people = Stewards(service, ledger, time.monotonic)
    link = _two_hubs(service.origin)
    hub = WebHub(
        "14 Elm St",
        service,
        people,
        lambda: link,
        "http://10.42.0.1",
        clock=WebClock(lambda: ClockState(BATTERY, 7200.0)),
        wifi_name="Porchlight Elm St",
        wifi_password="warm-light-14",  # noqa: S106 - of a street that is not
        now=lambda: now,
    )
    with served(create_app(hub)) as address:
        yield address
    ledger.close()
