"""Puts the radio together and joins it to the service, the ledger and the desk that
answers texts. It decides nothing of what is sent.
"""

from __future__ import annotations

import contextlib
import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hub.mesh.relay import aged_record, passed_spans, skipping, taking_in, telling
from hub.mesh.texting.attendant import Attendant
from hub.mesh.texting.desk import Desk
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.parser import understand
from hub.mesh.texting.surroundings import Surroundings
from hub.network_key import network_keys
from hub.radios.requests import take_all
from hub.service import HubService, LedgerUnavailable
from hub.settings import Settings, SettingsInvalid
from hub.store.ledger import TinyLedger
from hub.web.delivery import heard_lately
from radio.bearer import RadioAddress
from radio.carriage import Carriage
from radio.keys import Keyring
from radio.link import Link
from radio.link_status import LinkState, LinkStatus
from radio.meshtastic_bearer import meshtastic_bearer
from radio.seal import CannotReserve, Reserve, Seal
from radio.status import SyncStatus
from radio.sync import SyncEngine

NO_KEY = "the network's key is damaged, or can't be read or made"

logger = logging.getLogger(__name__)


def link_of(settings: Settings, service: HubService, ledger: TinyLedger) -> Link | None:
    """The link to the other hubs; None without a radio, or without their key."""
    keys = _keys(settings.network_key_file) if settings.radio else None
    if settings.radio is None or keys is None:
        return None
    with contextlib.suppress(LedgerUnavailable):  # it listens still
        service.introduce()
    rng = random.Random()
    held = [aged_record(each) for each in service.shared()]
    passed = passed_spans(service.passed())
    seal = Seal(service.origin, keys, _reserving(ledger))
    if heard := ledger.heard():
        with contextlib.suppress(ValueError):  # of another version: begin afresh
            seal.restore(heard)
    carriage = Carriage(as_text=settings.frames == "text")
    link = Link(
        engine=SyncEngine(seal, held, time.monotonic(), rng, passed=passed),
        open_bearer=meshtastic_bearer(settings.radio, settings.hop_limit, carriage),
        deliver=taking_in(service),
        clock=time.monotonic,
        rng=rng,
    )
    link.keep = _keeping(ledger)
    link.passed = skipping(service)
    service.listen(lambda held: link.add(aged_record(held)))
    service.listen_to_past(telling(link.tell))
    return link


def _keys(file: Path) -> Keyring | None:
    """A board without a radio is better than none: what is amiss is told, and waits."""
    try:
        return network_keys(file)
    except SettingsInvalid as error:
        logger.error("%s So the radio rests.", error)
        return None


def attendant_of(
    settings: Settings,
    service: HubService,
    neighbours: Neighbours,
    link: Link | None,
) -> Attendant | None:
    """Whoever attends to the texts of neighbours' radios, where there is a radio."""
    if link is None:
        return None
    around = Surroundings(
        understand,
        lambda: heard_lately(link.status()),
        random.Random(),
        settings.announce,
        lambda: link.status().texts.waiting > 0,
    )
    stuck: set[Path] = set()
    attendant = Attendant(
        Desk(service, neighbours, around),
        link.say,
        time.monotonic,
        lambda: take_all(
            settings.data,
            lambda each: neighbours.block(each.radio, blocked=each.blocked),
            stuck,
        ),
    )
    link.texts = attendant.hear
    return attendant


def status_of(
    link: Link | None, address: RadioAddress | None
) -> Callable[[], LinkStatus | None]:
    """How it stands with the radio, for everybody to read."""
    if address is None:
        return lambda: None
    if link is None:
        nothing_yet = SyncStatus(peers={}, records=0, waiting=0, wanted=0, counters={})
        return lambda: LinkStatus(LinkState.DOWN, NO_KEY, nothing_yet)

    def status() -> LinkStatus:
        said = link.status()
        return replace(said, why=without_place(said.why, address))

    return status


def without_place(why: str, address: RadioAddress) -> str:
    """What went wrong, without where the radio is: that is the log's to say."""
    for place in (str(address), address.place):
        why = why.replace(place, "the radio")
    return why


def gps_time_of(link: Link | None) -> float | None:
    """The time by the radio's own GPS, if it has one and found it."""
    radio = link.status().radio if link is not None else None
    if radio is None or radio.gps_offset_s is None:
        return None
    return time.monotonic() + radio.gps_offset_s


def _keeping(ledger: TinyLedger) -> Callable[[bytes], None]:
    """What was heard, so that replays are known after a restart; no harm without."""

    def keep(windows: bytes) -> None:
        with contextlib.suppress(LedgerUnavailable):
            ledger.keep_heard(windows)

    return keep


def _reserving(ledger: TinyLedger) -> Reserve:
    """Durable numbers for the seal, which knows no ledger."""

    def reserve(name: str, count: int) -> int:
        try:
            return ledger.reserve(name, count)
        except LedgerUnavailable as error:
            raise CannotReserve(str(error)) from error

    return reserve
