"""The frames that hubs exchange, as values; their bytes are the codec's."""

from __future__ import annotations

from dataclasses import dataclass

from radio.record import AgedRecord, RecordName


@dataclass(frozen=True, slots=True)
class Span:
    """`count` sequences of one origin from `first` on."""

    origin: int
    first: int
    count: int

    def __contains__(self, name: RecordName) -> bool:
        return name[0] == self.origin and name[1] in self.sequences

    @property
    def sequences(self) -> range:
        """The sequences in it."""
        return range(self.first, self.first + self.count)


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a hub follows one origin: all up to `upto`, but for the gaps."""

    origin: int
    upto: int
    gaps: tuple[Span, ...] = ()

    def holds(self, sequence: int) -> bool:
        """Whether that record of the origin is there."""
        missing = any(sequence in gap.sequences for gap in self.gaps)
        return sequence <= self.upto and not missing


@dataclass(frozen=True, slots=True)
class RecordsFrame:
    """Records of one or more origins, whole.

    `check`: two bytes of a hash of all that the sender holds, these included.
    """

    sender: int
    records: tuple[AgedRecord, ...]
    check: int = 0


@dataclass(frozen=True, slots=True)
class DigestFrame:
    """What the sender holds, with the name of each origin.

    Says all about the origins beyond `after`, up to the last one it lists; with `last`
    up to the highest there can be. `asks`: the sender heard a digest that it could not
    read, or has just started; who follows other origins should name them, and who
    follows the same say so.
    """

    sender: int
    followed: tuple[Followed, ...]
    after: int = 0
    last: bool = True
    asks: bool = False

    @property
    def whole(self) -> bool:
        """Whether it says all that the sender holds."""
        return self.last and not self.after

    def covers(self, origin: int) -> bool:
        """Whether it would name that origin if the sender held anything of it."""
        end = self.followed[-1].origin if self.followed else self.after
        return origin > self.after and (self.last or origin <= end)


@dataclass(frozen=True, slots=True)
class ShortDigestFrame:
    """What the sender holds, for those who know the origins, its **roster**.

    `roster` is a hash of them, `places` what is held of each, in their order.
    """

    sender: int
    roster: bytes
    places: bytes


@dataclass(frozen=True, slots=True)
class RequestFrame:
    """What the sender misses and asks whoever hears it for."""

    sender: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FragmentFrame:
    """Piece `index` of `total` of a record too long for one frame."""

    sender: int
    origin: int
    sequence: int
    age_s: float
    index: int
    total: int
    chunk: bytes


@dataclass(frozen=True, slots=True)
class PassedFrame:
    """Records that nobody needs any more, in answer to who asked for them."""

    sender: int
    spans: tuple[Span, ...]


Frame = (
    RecordsFrame
    | DigestFrame
    | ShortDigestFrame
    | RequestFrame
    | FragmentFrame
    | PassedFrame
)
