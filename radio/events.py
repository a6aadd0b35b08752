"""What goes into the sync engine and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from radio.frame import Span
from radio.padding import UNSIGNED, Signing
from radio.record import AgedRecord, RecordName


@dataclass(frozen=True, slots=True)
class RecordAdded:
    """A record is durable on this hub, from here or from the air."""

    aged: AgedRecord


@dataclass(frozen=True, slots=True)
class RecordsPassed:
    """These records are over for everybody: nobody needs them any more.

    They count as held, and whoever asks for them is told that they have passed.
    RecordAdded takes one of them back. Also said, by the engine, as an action: others
    say so of records that never came here.
    """

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RecordNeeded:
    """A record that counts as passed is needed after all: ask for it again."""

    name: RecordName


@dataclass(frozen=True, slots=True)
class FrameHeard:
    """Bytes came from the air: perhaps a frame.

    `hops`: how many radios repeated it on its way, where that is known.
    """

    octets: bytes
    hops: int | None = None


@dataclass(frozen=True, slots=True)
class BearerUp:
    """A radio can be talked to.

    `max_frame_bytes`: what fits into one packet; `packet_s`: airtime of a full one;
    `signing`: what the radio adds to frames by itself; `duty_cycle`: for what part of
    an hour its region lets it transmit; `airtimes_s`: airtime of a frame of 0, 1, 2 …
    bytes, where it is known.
    """

    max_frame_bytes: int
    packet_s: float
    signing: Signing = UNSIGNED
    duty_cycle: float = 1.0
    airtimes_s: tuple[float, ...] = ()

    def airtime_s(self, frame_bytes: int) -> float:
        """Of a frame of that size; of a full one where that is not known."""
        known = frame_bytes < len(self.airtimes_s)
        return self.airtimes_s[frame_bytes] if known else self.packet_s


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """The radio tells what part of the last minute the `channel` was in use, by it or
    by others, and what part of the last hour it was `transmitting`."""

    channel: float
    transmitting: float


@dataclass(frozen=True, slots=True)
class TextSent:
    """A text for people went out beside the frames, and took that long on the air."""

    airtime_s: float


@dataclass(frozen=True, slots=True)
class BearerLost:
    """The radio is gone, for now; `reason` is for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class MayTransmit:
    """The radio can take one frame now; also to be sent at `WakeAt`'s time."""


Event = (
    RecordAdded
    | RecordsPassed
    | RecordNeeded
    | FrameHeard
    | BearerUp
    | BearerLost
    | ChannelUse
    | TextSent
    | MayTransmit
)


@dataclass(frozen=True, slots=True)
class Transmit:
    """Hand this frame to the radio.

    `hop_limit`: how often other radios shall repeat it at most; None: as usual.
    """

    octets: bytes
    hop_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Deliver:
    """A record came from `sender`: keep it, and say RecordAdded when it is durable.

    Its name may be held or be our own, with another payload than this: then one of
    the two is false, and RecordAdded is said when the held one was to be replaced.
    """

    aged: AgedRecord
    sender: int


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Nothing to do before that time (the caller's monotonic clock, seconds)."""

    at: float


@dataclass(frozen=True, slots=True)
class Keep:
    """Put this in the place of what was to be kept before, if it is no trouble.

    The engine takes it back at the next start, to tell replays from news.
    """

    octets: bytes


Action = Transmit | Deliver | RecordsPassed | WakeAt | Keep
