"""What a hub keeps privately of neighbours' radios, and who keeps it; no rules of what
they may do in here, and nothing that could become a record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from hub.domain.ids import PostId, RecordId

MAX_RADIO = 2**32 - 1
"""A radio's node number has 32 bits."""


@dataclass(frozen=True, slots=True)
class Heard:
    """When something was heard: `at` in seconds since 1970, None where nobody vouched
    for the clock; `lived_s`: how long the hub had run in all by then.
    """

    at: float | None
    lived_s: float


@dataclass(frozen=True, slots=True)
class Owned:
    """A post or a claim that a radio made: `record`, and the `post` that it is on.

    `verified`: it came in a direct message that nobody else can have written; `packet`:
    the number of the text; `open_air`: it came on the channel, where other hubs may
    have taken it up as well; `key`: that radio's, where it was verified.
    """

    record: RecordId
    post: PostId
    verified: bool
    packet: int
    open_air: bool = False
    key: bytes = b""

    @property
    def is_claim(self) -> bool:
        """Whether it is a claim on somebody's post."""
        return self.record.plain != self.post.plain


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A neighbour said how they are; `words` are for stewards and never logged."""

    well: bool
    heard: Heard
    verified: bool
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class KeptRadio:
    """One radio as the hub knows it; keeps out of logs by its `repr`.

    `heard`: when it last asked for something that is kept; `muted`: how often it
    was left without answers for a while, since it had used them up; `key`: a short hash
    of the first that was verified, and `key_heard` when.
    """

    number: int = field(repr=False)
    heard: Heard
    language: str | None = None
    blocked: bool = False
    muted: int = 0
    owned: tuple[Owned, ...] = field(default=(), repr=False)
    check_ins: tuple[CheckIn, ...] = field(default=(), repr=False)
    key: bytes = field(default=b"", repr=False)
    key_heard: Heard | None = None


class RadioLedger(Protocol):
    """Where radios are kept. Every method may raise LedgerUnavailable."""

    def radios(self) -> Iterable[KeptRadio]:
        """Every radio kept."""

    def keep_radio(self, radio: KeptRadio) -> None:
        """Keep a radio, in the place of what was kept of it."""

    def forget_radios(
        self, numbers: Collection[int], less: Collection[KeptRadio] = ()
    ) -> None:
        """Forget radios, and of others all but what `less` says: so do the copies."""

    def lived_s(self) -> float:
        """How long the hub has run in all, as far as it was kept; seconds."""
