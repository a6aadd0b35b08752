"""The frames that hubs exchange, as values; their bytes are the codec's."""

from __future__ import annotations

from dataclasses import dataclass

from radio.record import AgedRecord


@dataclass(frozen=True, slots=True)
class Span:
    """`count` sequences of one origin from `first` on."""

    origin: int
    first: int
    count: int

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


@dataclass(frozen=True, slots=True)
class RecordsFrame:
    """Records of one or more origins, whole."""

    sender: int
    records: tuple[AgedRecord, ...]


@dataclass(frozen=True, slots=True)
class DigestFrame:
    """What the sender holds. `whole` unless it had more origins than room."""

    sender: int
    followed: tuple[Followed, ...]
    whole: bool = True


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


Frame = RecordsFrame | DigestFrame | RequestFrame | FragmentFrame
