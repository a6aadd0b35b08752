"""A hub that joins late: it gets what lives, and learns that the rest has passed."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Lifetime, Posted, Urgency
from hub.domain.expiry import DAY_S
from hub.domain.gone import Runs
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService
from hub.store.ledger import TinyLedger
from radio.simulator.server import VirtualRadios
from tests.system.hubs import HubProcess, wait_until

pytestmark = pytest.mark.system

FAR = HubId(77)
"""A hub that was there once: the others hold what it wrote."""

LIVING = (15, 38, 40)
PASSED = (range(1, 15), range(16, 38), range(39, 40))

MOST_STARTS = 5
"""What is skipped shows only in the folder of a hub that has ended: one that has ended
too soon goes on where it was."""


def _history(data: Path) -> None:
    """A hub that holds forty posts of ten days ago, of which some still live."""
    with contextlib.closing(TinyLedger(data, unpack, name_of)) as ledger:
        clocks = Clocks(time.time, time.monotonic)
        service = HubService(ledger, pack, clocks, hub_crypto())
        service.ingest_all((_lamp(n), 10 * DAY_S) for n in range(1, 41))


def _lamp(number: int) -> Record:
    lifetime = Lifetime.MONTH if number in LIVING else Lifetime.DAY
    category, text = CATEGORIES["power"], f"Lamp {number}"
    change = Posted(Kind.OFFER, category, Urgency.TODAY, text, lifetime=lifetime)
    return Record(FAR, Sequence(number), change, pack(change))


def _hub(folder: Path, number: int, port: int) -> HubProcess:
    return HubProcess(
        folder / f"hub-{number}",
        *("--radio", f"tcp:127.0.0.1:{port}", "--hop-limit", "0"),
        *("--network-key-file", str(folder / "network.key"), "--clock", "trusted"),
    )


def _has_joined(hub: HubProcess) -> bool:
    texts = {post["text"] for post in hub.board()}
    radio = hub.get("/api/status")["radio"]
    heard = radio["counters"].get("heard_passed", 0)
    complete = texts == {f"Lamp {n}" for n in LIVING}
    # Its origin is away, so only the second word is believed.
    return complete and heard > 1 and radio["wanted"] == 0


def _fate(data: Path) -> tuple[list[int], Runs]:
    """Which of the far hub's records are held, and which were skipped."""
    with contextlib.closing(TinyLedger(data, unpack, name_of)) as ledger:
        held = [each.record for each in ledger.records()]
        skipped = ledger.gone().of(FAR).skipped
    return sorted(each.sequence for each in held if each.origin == FAR), skipped


def test_a_hub_that_joins_late_gets_what_lives_and_skips_the_rest(
    tmp_path: Path,
) -> None:
    for number in (1, 2):
        _history(tmp_path / f"hub-{number}")
    with (
        VirtualRadios(3, preset="SHORT_FAST", seed=10) as radios,
        _hub(tmp_path, 1, radios.ports[0]),
        _hub(tmp_path, 2, radios.ports[1]),
    ):
        for _ in range(MOST_STARTS):
            with _hub(tmp_path, 3, radios.ports[2]) as newcomer:
                wait_until(lambda: _has_joined(newcomer), "what lives, and the rest")
                newcomer.end()
            if _fate(tmp_path / "hub-3") == (list(LIVING), PASSED):
                break

    held, skipped = _fate(tmp_path / "hub-3")
    assert held == list(LIVING)
    assert skipped == PASSED
