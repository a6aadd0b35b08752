"""Builds a whole hub from its settings: the one place where all parts meet."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from hub.anew import BeginAnew
from hub.carrying.inbox import Inbox
from hub.clock import PHONES, VouchedClock
from hub.clock_sources import clock_sources
from hub.domain.changes import Introduced
from hub.domain.languages import Language
from hub.form_secret import form_secret
from hub.joined_radio import attendant_of, gps_time_of, link_of, status_of
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.mesh.texting.attendant import Attendant
from hub.mesh.texting.neighbours import Neighbours
from hub.notify import Notify, feed_every_s, notifier
from hub.phone_times import PhoneTimes
from hub.power import PowerMeter
from hub.rounds import Rounds
from hub.service import Clocks, HubService
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
from hub.web.errors import page_apart
from hub.web.hub_port import Speechless, Voice, WebClock, WebHub
from hub.web_probe import WebProbe
from radio.link import Link

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
    rounds: Rounds
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
        self.rounds.start()
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
            "the rounds": self.rounds.is_alive,
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
        self.rounds.stop()
        self.service.rest()
        self.ledger.close()


def build_hub(settings: Settings) -> Hub:
    """Put a hub together. Raises FolderUnusable, LedgerUnavailable, CannotListen,
    SettingsInvalid.
    """
    ledger = TinyLedger(settings.data, unpack, name_of)
    try:
        hub = _hub_over(ledger, settings)
    except BaseException:
        ledger.close()
        raise
    if not settings.limits:
        logger.warning("LIMITS ARE OFF: anybody can write without end. For tests only!")
    for place in places_of(hub.server):
        logger.info("serving http://%s from %s", place, settings.data)
    return hub


def _hub_over(ledger: TinyLedger, settings: Settings) -> Hub:
    link: Link | None = None  # joined below, and its radio tells the time
    steward = StewardTime(settings.data, time.monotonic)
    phones = PhoneTimes(time.monotonic)
    sources = clock_sources(
        settings.clock,
        time.time,
        gps=lambda: gps_time_of(link),
        steward=steward.tells,
        phones=phones.agreed,
    )
    clock = VouchedClock(sources, time.time, time.monotonic)
    clocks = Clocks(clock.now, time.monotonic)
    service = HubService(ledger, pack, clocks, hub_crypto())
    stewards = Stewards(service, ledger, time.monotonic)
    neighbours = Neighbours(ledger, clocks)
    link = link_of(settings, service, ledger)
    anew = BeginAnew()
    setup = _setup(settings, ledger, stewards, link, anew)
    web_hub = WebHub(
        name=settings.name,
        service=service,
        stewards=stewards,
        radio_status=status_of(link, settings.radio),
        phone_address=settings.address,
        store_state=lambda: _store_state(ledger),
        clock=_web_clock(clock, steward, phones, settings.clock),
        open_calls=neighbours.open_calls,
        language=settings.language,
        speak=_voice(find_speech()),
        limits=settings.limits,
        wifi_name=settings.wifi_name,
        wifi_password=settings.wifi_password,
        dusk=settings.dusk,
        sleep=settings.sleep,
        now=clock.now,
        power=PowerMeter(time.monotonic).power,
        setup=setup,
        last_update=_last_update,
        form_secret=form_secret(settings.data),
    )
    app = create_app(web_hub)
    server = web_server(app, partial(page_apart, app), settings.listen)
    if setup.is_open:
        for place in places_of(server):
            logger.info("waits to be set up at http://%s/setup", place)
    return Hub(
        ledger=ledger,
        service=service,
        link=link,
        attendant=attendant_of(settings, service, neighbours, link),
        inbox=Inbox(settings.data, settings.network_key_file, service),
        rounds=Rounds(service.pass_time, time.monotonic),
        server=server,
        probe=WebProbe(server, time.monotonic),
        clock=clock,
        anew=anew,
    )


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
        status_of(link, settings.radio),
        time.monotonic,
    )


def _last_update() -> str | None:
    last = last_update()
    return None if last is None else last.outcome


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
