"""A street for tests: hubs with desks, neighbours' radios and bots on one channel, in a
time of its own. What is said is heard two seconds later by all who are in earshot.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hub.domain.record import Held, HubId
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.mesh.texting.desk import Desk
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.parser import understand
from hub.mesh.texting.short_ids import short_id
from hub.mesh.texting.surroundings import Announce, Surroundings
from hub.service import Clocks, HubService, Identity, PostView
from hub.service.stewards import Stewards
from hub.store.documents import identity_document
from hub.store.folder import FILE
from hub.store.ledger import TinyLedger
from hub.store.migrations import VERSION
from radio.textbox import TextBox
from radio.texts import MAX_TEXT_BYTES, TextHeard, TextToDrop, ToSay, Way
from tests.hub.store.files import write_file

AIRTIME_S = 2.0
STEP_S = 0.5

Bot = Callable[[TextHeard], str | None]
"""What another program answers to a text."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text on the air: by a radio, at a time; `to` None: on the channel."""

    at: float
    radio: int
    packet: int
    text: str
    to: int | None
    answers: int | None
    by_hub: bool = False


class Hub:
    """One hub with its desk; its radio has number `radio`."""

    def __init__(self, street: Street, folder: Path, radio: int) -> None:
        self._street = street
        self._folder = folder
        self.radio = radio
        self.announce = Announce.ALERTS
        self.snr_db: float | None = 5.0
        self.box = TextBox()
        self.jammed = False
        """Whether its radio takes no text just now: they wait in the box."""
        # Always the same names, so that short ids are the same in every run.
        secret = bytes([radio % 256]) * 32
        identity = Identity(HubId(name_of(secret, 0)), secret)
        tables = {"hub": [identity_document(identity)]}
        write_file(folder / FILE, VERSION, tables)
        self.open()

    def open(self) -> None:
        """As at a start of the hub."""
        clocks = Clocks(self._street.wall, lambda: self._street.now)
        self.ledger = TinyLedger(self._folder, unpack, name_of)
        self.service = HubService(self.ledger, pack, clocks, hub_crypto())
        self.stewards = Stewards(self.service, self.ledger, clocks.monotonic)
        self.neighbours = Neighbours(self.ledger, clocks)
        self.service.listen(lambda held: self._street.carry(self, held))
        self.service.introduce()
        self.desk = Desk(
            self.service,
            self.neighbours,
            Surroundings(
                understand,
                lambda: self._street.company(self),
                random.Random(self.radio),
                self.announce,
            ),
        )

    def restart(self) -> None:
        """The power went, and is back."""
        self.ledger.close()
        self.open()

    def posts(self) -> list[PostView]:
        """What stands on its board."""
        return [each for each in self.service.board().posts if not each.state.over]


@dataclass(slots=True)
class Street:
    """`deaf`: who does not hear whom, by the numbers of their radios."""

    folder: Path
    now: float = 10_000.0
    hubs: list[Hub] = field(default_factory=list)
    bots: dict[int, Bot] = field(default_factory=dict)
    spoken: list[Spoken] = field(default_factory=list)
    deaf: set[tuple[int, int]] = field(default_factory=set)
    in_step: bool = True
    """Whether hubs get one another's records."""
    hubs_known: bool = True
    """Whether hubs know which radios are hubs'."""
    company_known: bool = True
    """Whether hubs know that there are others."""
    clock_trusted: bool = True
    keys: dict[int, bytes] = field(default_factory=dict)
    """The keys of radios that have one."""
    keys_known: bool = True
    """Whether direct messages come with a key that is known."""
    _air: list[Spoken] = field(default_factory=list)
    _packet: int = 100
    _to_carry: list[tuple[Hub, Held]] = field(default_factory=list)

    def wall(self) -> float | None:
        return self.now + 1.8e9 if self.clock_trusted else None

    def add_hub(self, radio: int | None = None) -> Hub:
        number = radio or 0xB0 + len(self.hubs)
        hub = Hub(self, self.folder / f"hub-{number}", number)
        for other in self.hubs:
            for held in other.service.shared():
                hub.service.ingest(held.record, held.age_s)
        self.hubs.append(hub)
        self.synchronize()
        return hub

    def company(self, hub: Hub) -> list[int]:
        others = [each.service.origin for each in self.hubs if each is not hub]
        return others if self.company_known else []

    def carry(self, sender: Hub, held: Held) -> None:
        self._to_carry.append((sender, held))

    def text(
        self,
        radio: int,
        text: str,
        to: Hub | None = None,
        answers: int | None = None,
        packet: int | None = None,
    ) -> int:
        """A neighbour's radio says something; the number of its packet."""
        packet = packet or self._next_packet()
        number = None if to is None else to.radio
        self._speak(Spoken(self.now, radio, packet, text, number, answers))
        return packet

    def _next_packet(self) -> int:
        self._packet += 1
        return self._packet

    def run(self, seconds: float) -> None:
        """Let time pass."""
        until = self.now + seconds
        while self.now < until:
            self.now += STEP_S
            self._step()

    def ask(self, radio: int, text: str, to: Hub | None = None) -> str:
        """Say something, and the answer that came to it, empty if none."""
        packet = self.text(radio, text, to)
        self.run(90)
        found = [each.text for each in self.spoken if each.answers == packet]
        return found[0] if found else ""

    def said_by(self, hub: Hub) -> list[str]:
        return [each.text for each in self.spoken if each.radio == hub.radio]

    def told(self, radio: int) -> list[str]:
        """What hubs told that radio in direct messages."""
        return [each.text for each in self.spoken if each.by_hub and each.to == radio]

    # -- inside -------------------------------------------------------------

    def _speak(self, spoken: Spoken) -> None:
        assert not spoken.by_hub or len(spoken.text.encode()) <= MAX_TEXT_BYTES
        self._air.append(spoken)
        self.spoken.append(spoken)

    def _step(self) -> None:
        arrived = [each for each in self._air if each.at + AIRTIME_S <= self.now]
        self._air = [each for each in self._air if each not in arrived]
        for spoken in arrived:
            self._deliver(spoken)
        if self.in_step:
            self.synchronize()
        for hub in self.hubs:
            self._send(hub, hub.desk.look(self.now))

    def synchronize(self) -> None:
        """Hubs hear of one another's records."""
        waiting, self._to_carry = self._to_carry, []
        for sender, held in waiting:
            for hub in self.hubs:
                if hub is not sender:
                    hub.service.ingest(held.record, held.age_s)

    def _deliver(self, spoken: Spoken) -> None:
        for hub in self.hubs:
            if spoken.radio == hub.radio or (hub.radio, spoken.radio) in self.deaf:
                continue
            if spoken.to in (None, hub.radio):
                heard = self._heard(spoken, hub)
                self._send(hub, hub.desk.hear(heard, self.now))
        for number, bot in self.bots.items():
            if spoken.radio != number and spoken.to in (None, number):
                answer = bot(self._heard(spoken, None))
                if answer is not None:
                    to = spoken.radio if spoken.to is not None else None
                    self._packet += 1
                    self._speak(
                        Spoken(self.now, number, self._packet, answer, to, None, False)
                    )

    def _heard(self, spoken: Spoken, hub: Hub | None) -> TextHeard:
        return TextHeard(
            spoken.radio,
            spoken.packet,
            spoken.text,
            Way.CHANNEL if spoken.to is None else Way.DIRECT,
            verified=spoken.to is not None and self.keys_known,
            answers=spoken.answers,
            snr_db=hub.snr_db if hub is not None else None,
            hops=0,
            from_hub=spoken.by_hub and self.hubs_known,
            key=self.keys.get(spoken.radio, b""),
        )

    def _send(self, hub: Hub, texts: Sequence[ToSay]) -> None:
        for each in texts:
            if isinstance(each, TextToDrop):
                hub.box.answered(each.answers)
            else:
                assert hub.box.put(each, self.now)
            self._empty(hub)
        self._empty(hub)

    def _empty(self, hub: Hub) -> None:
        while not hub.jammed and (text := hub.box.head(self.now)) is not None:
            hub.box.said(self.now)
            spoken = text.text, text.to, text.answers
            packet = self._next_packet()
            self._speak(Spoken(self.now, hub.radio, packet, *spoken, by_hub=True))


@contextmanager
def street_in(folder: Path) -> Iterator[Street]:
    """A street whose hubs are closed at the end."""
    street = Street(folder)
    try:
        yield street
    finally:
        for hub in street.hubs:
            hub.ledger.close()


def short_ids(hub: Hub) -> dict[str, PostView]:
    """Its posts by what they are called by text."""
    views = hub.service.board().posts
    ids = [each.post.id for each in views]
    return {short_id(each.post.id, ids): each for each in views}


def id_of(hub: Hub, words: str) -> str:
    """What the post with those words is called."""
    return next(
        name for name, view in short_ids(hub).items() if view.post.posted.text == words
    )
