"""Two neighbours of the demo who have only a radio: one texts a need on the neighbours'
channel, the other looks at the list and says that she will see to it.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import click

from radio.bearer import Bearer, BearerDown, BearerInbox, RadioAddress
from radio.carriage import Carriage
from radio.meshtastic_bearer import meshtastic_bearer
from radio.texts import TextHeard, TextToSend, Way

NAMES = ("Ana", "Bo")

NEED = "NEED water for 4, 2nd floor"
LIST = "LIST"
MEETING_S = 120.0
"""How long to wait until the hubs have met: who has not heard the others answers beside
them."""
ANSWER_S = 45.0
TRIES = 5
TRAVEL_S = 10.0
POLL_S = 0.2

LISTED = re.compile(r"^([A-Z0-9]{3,8}) ", re.MULTILINE)


class NoAnswer(Exception):
    """However often it was texted."""


@dataclass(slots=True)
class NeighbourRadio:
    """A neighbour's radio, and an ear for all that is said on the channel.

    It has the hubs' channel besides, since it is reached through the hub's own bearer;
    people's radios have the neighbours' alone. `names`: of all radios, by number.
    """

    name: str
    address: RadioAddress
    names: Mapping[int, str]
    tells_channel: bool
    _bearer: Bearer | None = None
    _heard: queue.Queue[TextHeard] = field(default_factory=queue.Queue)

    def connect(self) -> None:
        """Raises BearerDown."""
        inbox = BearerInbox(
            heard=lambda *_: None, lost=lambda _why: None, text=self._hear
        )
        self._bearer = meshtastic_bearer(self.address, None, Carriage())(inbox)

    def ask(self, text: str) -> str:
        """Say it on the channel; a hub's answer. Raises BearerDown, NoAnswer."""
        for _ in range(TRIES):
            while not self._heard.empty():
                self._heard.get_nowait()
            self._say(text)
            until = time.monotonic() + ANSWER_S
            while (left := until - time.monotonic()) > 0:
                answer = self._next(left)
                if answer is not None and answer.answers is not None:
                    return answer.text
        raise NoAnswer(text)

    def close(self) -> None:
        """Let go of the radio."""
        if self._bearer is not None:
            self._bearer.close()

    def _say(self, text: str) -> None:
        if self._bearer is None:
            raise BearerDown("it is not connected")
        while not self._bearer.ready():
            time.sleep(POLL_S)
        if self.tells_channel:
            _tell(self.name, "#", text)
        self._bearer.send_text(TextToSend(text))

    def _next(self, timeout_s: float) -> TextHeard | None:
        try:
            return self._heard.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def _hear(self, text: TextHeard) -> None:
        direct = text.way is Way.DIRECT
        if direct or self.tells_channel:
            sender = self.names.get(text.radio, "?")
            _tell(sender, f"@{self.name}" if direct else "#", text.text)
        self._heard.put(text)


class Neighbours:
    """Both, on a thread of their own."""

    def __init__(
        self,
        addresses: tuple[RadioAddress, ...],
        names: Mapping[int, str],
        have_met: Callable[[], bool],
    ) -> None:
        """`addresses`: of their radios; `names`: of all radios, by number; `have_met`:
        whether all hubs have heard one another."""
        self._have_met = have_met
        self._radios = [
            NeighbourRadio(name, address, names, tells_channel=name == NAMES[0])
            for name, address in zip(NAMES, addresses, strict=True)
        ]
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """Let go of their radios."""
        for each in self._radios:
            each.close()

    def _run(self) -> None:
        ana, bo = self._radios
        try:
            for each in self._radios:
                each.connect()
            self._wait_for_hubs()
            ana.ask(NEED)
            bo.ask(f"CLAIM {_listed(bo)} Bo")
        except BearerDown as down:
            click.echo(f"text   a neighbour's radio: {down}")
        except NoAnswer as asked:
            click.echo(f"text   no hub answered {asked}")

    def _wait_for_hubs(self) -> None:
        until = time.monotonic() + MEETING_S
        while time.monotonic() < until and not self._have_met():
            time.sleep(1.0)


def _listed(bo: NeighbourRadio) -> str:
    """The short name of the first post on the list. Raises BearerDown, NoAnswer.

    It takes its time to reach the hub that answers.
    """
    for _ in range(TRIES):
        listed = LISTED.search(bo.ask(LIST))
        if listed:
            return listed[1]
        time.sleep(TRAVEL_S)
    raise NoAnswer(LIST)


def _tell(sender: str, to: str, text: str) -> None:
    first, *more = text.split("\n")
    head = f"text   {sender} {to}".ljust(19)
    click.echo(f"{head} {first}")
    for line in more:
        click.echo(f"{' ' * len(head)} {line}")
