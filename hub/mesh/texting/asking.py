"""Who asks by text, and in which circumstances: what the hub's rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from hub.mesh.texting.guard import Sender
from hub.service.radios import Owned
from radio.texts import TextHeard, Way


@dataclass(frozen=True, slots=True)
class Asker:
    """A radio that asks for something; keeps out of logs by its `repr`.

    `proved`: in a direct message that nobody else can have written; `open_air`: on the
    channel, where everybody reads the answer; `language`: of its
    words; `now`: monotonic seconds.
    """

    radio: int = field(repr=False)
    packet: int
    proved: bool
    open_air: bool
    language: str | None
    now: float
    key: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, heard: TextHeard, language: str | None, now: float) -> Asker:
        """Who sent that text."""
        open_air = heard.way is Way.CHANNEL
        proved = heard.verified and not open_air
        key = heard.key if proved else b""
        return cls(heard.radio, heard.packet, proved, open_air, language, now, key)

    @property
    def sender(self) -> Sender:
        """With whose texts this one is counted."""
        return Sender(self.radio, self.proved, self.key)

    @property
    def reader(self) -> tuple[int, bool, bool]:
        """Who reads the answer, and by which way."""
        return self.radio, self.proved, self.open_air

    def may_change(self, owned: Owned) -> bool:
        """Whether what that radio made may be changed by this text. Node numbers can be
        made up: what was verified once needs a verified message, with the same key."""
        same = self.proved and owned.key in (b"", self.key)
        return same or not owned.verified
