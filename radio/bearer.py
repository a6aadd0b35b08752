"""What carries frames and promises nothing: the port that the link drives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from radio.padding import Signing
from radio.radio_state import RadioState
from radio.texts import TextHeard, TextToSend


class BearerDown(Exception):
    """The radio can't be used now; the message says why, for a person. Try again."""


@dataclass(frozen=True, slots=True)
class BearerInbox:
    """Where a bearer puts what happens; all may be called from any thread.

    `heard` gets a frame and how many radios repeated it on its way, where that is
    known; `used` gets what part of the last minute the channel was in use, and what
    part of the last hour the radio transmitted; `text` gets what people say; `repeated`
    gets the airtime of what the radio sent again by itself; `refused` gets a text back
    that the radio did not send, or perhaps not, and that is worth it: say it once more.
    """

    heard: Callable[[bytes, int | None], None]
    lost: Callable[[str], None]
    used: Callable[[float, float], None] = lambda _channel, _transmitting: None
    text: Callable[[TextHeard], None] = lambda _text: None
    repeated: Callable[[float], None] = lambda _airtime_s: None
    refused: Callable[[TextToSend], None] = lambda _text: None


ANY_PLACE = "auto"
"""The one radio on a serial port of this machine, under whatever name."""


_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|\[?[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]+)?\]?")
"""A name of the network, or a number in either of its two ways to be written."""


@dataclass(frozen=True, slots=True)
class RadioAddress:
    """Where a radio is: `kind` tcp or serial; `place` HOST:PORT or a device's path, or
    ANY_PLACE for the one that is there.
    """

    kind: str
    place: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.place}"

    @classmethod
    def parse(cls, text: str) -> RadioAddress:
        """Read `tcp:HOST:PORT`, `serial:PATH` or `serial:auto`.

        Raises ValueError, for a person.
        """
        kind, _, place = text.partition(":")
        if kind == "serial" and place:
            return cls(kind, place)
        host, _, port = place.rpartition(":")
        if kind == "tcp" and _HOST.fullmatch(host) and is_port(port) and int(port):
            return cls(kind, place)
        raise ValueError(
            f"{text!r} is no radio: "
            "use none, tcp:HOST:PORT, serial:PATH or serial:auto."
        )


def is_port(text: str) -> bool:
    """Whether that is the number of a port; 0 is whatever the system picks."""
    return text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < 65536


class Bearer(Protocol):
    """A radio that is connected."""

    @property
    def max_frame_bytes(self) -> int:
        """The largest frame that fits into one packet."""

    @property
    def signing(self) -> Signing:
        """What the radio adds to frames by itself."""

    @property
    def duty_cycle(self) -> float:
        """For what part of an hour the radio may transmit; 1 where nothing is said."""

    def airtime_s(self, frame_bytes: int) -> float:
        """How long a frame of that size holds the channel, all told, in seconds."""

    def ready(self) -> bool:
        """Whether the radio would send a frame soon. Raises BearerDown."""

    def send(self, frame: bytes, hop_limit: int | None = None) -> None:
        """Hand a frame to the radio; nothing says that it arrives.

        `hop_limit`: how often others shall repeat it; None: as the radio is set.
        Raises BearerDown.
        """

    def text_airtime_s(self, text: TextToSend) -> float | None:
        """How long a text holds the channel; None: there is no way to say it."""

    def send_text(self, text: TextToSend) -> None:
        """Hand a text for people to the radio; nothing says that it arrives.

        Raises BearerDown.
        """

    def check(self) -> None:
        """To be called now and then: ask whether the radio is still there.

        Raises BearerDown when it has fallen silent.
        """

    def state(self) -> RadioState:
        """What the radio says of itself."""

    def close(self) -> None:
        """Let go of the radio; returns at once and never raises."""


OpenBearer = Callable[[BearerInbox], Bearer]
"""Connects; raises BearerDown. May block for as long as a radio takes to answer."""
