"""Builds a whole hub from its settings: the one place where all parts meet."""

from __future__ import annotations

import contextlib
import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from hub.anew import BeginAnew
from hub.carrying.inbox import Inbox
from hub.clock import PHONES, VouchedClock
from hub.clock_sources import clock_sources
from hub.domain.changes import Introduced
from hub.domain.languages import Language
from hub.form_secret import form_secret
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.mesh.relay import aged_record, passed_spans, skipping, taking_in, telling
from hub.mesh.texting.attendant import Attendant
from hub.mesh.texting.desk import Desk
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.parser import understand
from hub.mesh.texting.surroundings import Surroundings
from hub.network_key import network_keys
from hub.notify import Notify, feed_every_s, notifier
from hub.phone_times import PhoneTimes
from hub.power import PowerMeter
from hub.radios.requests import take_all
from hub.service import Clocks, HubService, LedgerUnavailable
from hub.service.stewards import Stewards
from hub.serving import places_of, web_server
from hub.settings import Settings
from hub.setup_desk import HubSetup, begun
from hub.setup_hotspot import HotspotWishes
from hub.speech import CannotSpeak, Speech, find_speech
from hub.steward_time import StewardTime
from hub.store.ledger import TinyLedger
from hub.updates import last_update
from hub.watchdog import Watchdog
from hub.web import create_app
from hub.web.delivery import heard_lately
from hub.web.errors import page_apart
from hub.web.hub_port import Speechless, Voice, WebClock, WebHub
from hub.web_probe import WebProbe
from radio.bearer import RadioAddress
from radio.carriage import Carriage
from radio.link import Link
from radio.link_status import LinkStatus
from radio.meshtastic_bearer import meshtastic_bearer
from radio.seal import CannotReserve, Reserve, Seal
from radio.sync import SyncEngine

logger = logging.getLogger(__name__)


LONGEST_WRITE_S = 5.0
"""How long a watchful eye waits for its turn between two writes."""


@dataclass(slots=True)
class Hub:
    """A hub, built and ready; `serve` blocks until a signal's exception ends it.

    `anew`: whether it ends only to begin again, with what was chosen meanwhile.
    """

    ledger: TinyLedger
    service: HubService
    link: Link | None
    attendant: Attendant | None
    inbox: Inbox
    server: Any
    probe: WebProbe
    clock: VouchedClock
    anew: BeginAnew

    def serve(self, environment: Mapping[str, str]) -> None:
        """Answer pages until KeyboardInterrupt or SystemExit, then close everything.

        `environment` says whether a service supervisor wants to know how it goes.
        """
        if self.attendant is not None:
            self.attendant.start()
        if self.link is not None:
            self.link.start()
        self.inbox.start()
        notify = notifier(environment)
        watchdog = self._watchdog(notify, environment) if notify else None
        try:
            if watchdog is not None:
                watchdog.start()
            self.server.run()
        finally:
            if watchdog is not None:
                watchdog.stop(anew=self.anew.is_due)
            self.close()

    def _watchdog(self, notify: Notify, environment: Mapping[str, str]) -> Watchdog:
        loops: dict[str, Callable[[], bool]] = {
            "the web server": self.probe.answers,
            "the service": lambda: self.service.is_free(LONGEST_WRITE_S),
            "the inbox": self.inbox.is_alive,
        }
        if self.link is not None:
            loops["the link"] = self.link.is_alive
        if self.attendant is not None:
            loops["the desk"] = self.attendant.is_alive
        return Watchdog(notify, feed_every_s(environment), loops, self._words)

    def _words(self) -> str:
        """How it is, for the supervisor; nothing private, no place of a radio."""
        state = self.link.status().state.value if self.link is not None else "none"
        return f"Serving. Radio: {state}."

    def close(self) -> None:
        """Let go of radio, port and folder."""
        self.server.close()
        self.probe.close()
        if self.attendant is not None:  # it has answers for the link still
            self.attendant.stop()
        if self.link is not None:
            self.link.stop()
        self.inbox.stop()
        self.ledger.close()


def build_hub(settings: Settings) -> Hub:
    """Put a hub together. Raises FolderUnusable, LedgerUnavailable, CannotListen,
    SettingsInvalid.
    """
    ledger = TinyLedger(settings.data, unpack, name_of)
    try:
        link: Link | None = None
        steward = StewardTime(settings.data, time.monotonic)
        phones = PhoneTimes(time.monotonic)
        sources = clock_sources(
            settings.clock,
            time.time,
            gps=lambda: _gps_time(link),
            steward=steward.tells,
            phones=phones.agreed,
        )
        clock = VouchedClock(sources, time.time, time.monotonic)
        service = HubService(
            ledger, pack, Clocks(clock.now, time.monotonic), hub_crypto()
        )
        stewards = Stewards(service, ledger, time.monotonic)
        link = _link(settings, service, ledger)
        neighbours = Neighbours(ledger, Clocks(clock.now, time.monotonic))
        attendant = _attendant(settings, service, neighbours, link)
        anew = BeginAnew()
        inbox = Inbox(settings.data, settings.network_key_file, service)
        web_hub = WebHub(
            settings.name,
            service,
            stewards,
            _telling(link, settings.radio),
            settings.address,
            lambda: _store_state(ledger),
            _web_clock(clock, steward, phones, settings.clock),
            neighbours.open_calls,
            settings.language,
            _voice(find_speech()),
            settings.limits,
            settings.wifi_name,
            settings.wifi_password,
            settings.dusk,
            settings.sleep,
            clock.now,
            power=PowerMeter(time.monotonic).power,
            setup=_setup(settings, ledger, stewards, link, anew),
            last_update=_last_update,
            form_secret=form_secret(settings.data),
        )
        app = create_app(web_hub)
        server = web_server(app, partial(page_apart, app), settings.listen)
    except BaseException:
        ledger.close()
        raise
    if not settings.limits:
        logger.warning("LIMITS ARE OFF: anybody can write without end. For tests only!")
    for place in places_of(server):
        logger.info("serving http://%s from %s", place, settings.data)
    probe = WebProbe(server, time.monotonic)
    return Hub(ledger, service, link, attendant, inbox, server, probe, clock, anew)


def _setup(
    settings: Settings,
    ledger: TinyLedger,
    stewards: Stewards,
    link: Link | None,
    anew: BeginAnew,
) -> HubSetup:
    """The set-up: only a hub asks for it that nobody wrote on, looks after or ran."""
    changes = (each.record.change for each in ledger.records())
    wrote = any(not isinstance(each, Introduced) for each in changes)
    is_known = wrote or bool(stewards.names()) or ledger.lived_s() > 0
    return HubSetup(
        settings,
        begun(settings, is_known=is_known),
        anew,
        HotspotWishes(settings.data),
        _telling(link, settings.radio),
        time.monotonic,
    )


def _last_update() -> str | None:
    last = last_update()
    return None if last is None else last.outcome


def _gps_time(link: Link | None) -> float | None:
    """The time by the radio's own GPS, if it has one and found it."""
    radio = link.status().radio if link is not None else None
    if radio is None or radio.gps_offset_s is None:
        return None
    return time.monotonic() + radio.gps_offset_s


def _web_clock(
    clock: VouchedClock, steward: StewardTime, phones: PhoneTimes, setting: str
) -> WebClock:
    """The time for pages, and for those who tell it by them."""

    def say(unix_s: float) -> None:
        try:
            steward.say(unix_s)
        except OSError as error:
            logger.warning("a steward's time counts till the hub ends: %s", error)
        clock.look_soon()

    def asks_phones() -> bool:
        return setting == "auto" and clock.source in (None, PHONES)

    return WebClock(clock.state, say, phones.hear, asks_phones)


def _link(settings: Settings, service: HubService, ledger: TinyLedger) -> Link | None:
    keys = network_keys(settings.network_key_file) if settings.radio else None
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


def _attendant(
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


def _telling(
    link: Link | None, address: RadioAddress | None
) -> Callable[[], LinkStatus | None]:
    """How it stands with the radio, for everybody to read."""
    if link is None or address is None:
        return lambda: None

    def status() -> LinkStatus:
        said = link.status()
        return replace(said, why=without_place(said.why, address))

    return status


def without_place(why: str, address: RadioAddress) -> str:
    """What went wrong, without where the radio is: that is the log's to say."""
    for place in (str(address), address.place):
        why = why.replace(place, "the radio")
    return why


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


def _voice(speech: Speech | None) -> Voice | None:
    """The machine's voice for pages, which know no programs."""
    if speech is None:
        return None

    def speak(text: str, language: Language) -> bytes:
        try:
            return speech.say(text, language)
        except CannotSpeak as error:
            raise Speechless(str(error)) from error

    return speak


def _store_state(ledger: TinyLedger) -> str:
    """As `WebHub` names it; a disk that says nothing of itself takes nothing either."""
    try:
        if ledger.read_only:
            return "read_only"
        if ledger.full:
            return "full"
    except OSError:
        return "read_only"
    return "restored" if ledger.restored else "well"
