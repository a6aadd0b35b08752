"""Plain texts of people's own radios, as a bearer hears and sends them; no radio here,
and nothing of what the texts mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MAX_TEXT_BYTES = 200
"""So much fits into one packet in every way there is to send it, in UTF-8."""


class Way(Enum):
    """How a text travels."""

    DIRECT = "direct"
    """Between one radio and ours."""

    CHANNEL = "channel"
    """On the neighbours' channel, for everybody."""


@dataclass(frozen=True, slots=True)
class TextHeard:
    """A text that a radio sent.

    `radio`: its node number; `packet`: the text's own number, `answers` that of the
    text which it answers; `verified`: the firmware opened it with the key of that very
    radio, so nobody else wrote it; `snr_db` and `hops` (how often it was repeated) as
    far as the radio says; `from_hub`: that radio carries hubs' frames, so a program
    wrote the text; `key`: a short hash of the key it was
    opened with, empty where it is not verified.
    """

    radio: int
    packet: int
    text: str
    way: Way
    verified: bool
    answers: int | None = None
    snr_db: float | None = None
    hops: int | None = None
    from_hub: bool = False
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class TextToSend:
    """A text of at most MAX_TEXT_BYTES; `to` None: on the neighbours' channel.

    `answers`: the packet that it answers; `urgent`: an alert, before all else.
    """

    text: str
    to: int | None = None
    answers: int | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class TextToDrop:
    """What waits to be said on the channel in answer to that packet need not be."""

    answers: int


ToSay = TextToSend | TextToDrop
"""What a link is told of texts."""
