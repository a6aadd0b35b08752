"""How old each record is: by the monotonic clock while the hub runs, and across its
stops by wall time as far as somebody vouches for it. No files, no locks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub.domain.ids import RecordId
from hub.domain.record import Held, Record
from hub.service.ports import Clocks, Stamp


@dataclass(frozen=True, slots=True)
class _Unsure:
    """What is known of a record while nobody vouches for the clock, as in `Held`.

    `born_at`: the latest time, monotonic, at which it can have been written.
    """

    age_s: float
    held_at: float | None
    born_at: float


class Ages:
    """The ages of all records. Where it can't know one, it errs on the young side:
    a need stays on the board too long rather than too short.
    """

    def __init__(self, clocks: Clocks, lived_s: float) -> None:
        """`lived_s`: how long the hub ran before this start, as far as it knows."""
        self._clocks = clocks
        self._started_at = clocks.monotonic() - lived_s
        self._born_at: dict[tuple[int, int], float] = {}  # monotonic, seconds
        self._unsure: dict[tuple[int, int], _Unsure] = {}
        self._by_wall_s: dict[tuple[int, int], float] = {}

    def __contains__(self, name: tuple[int, int]) -> bool:
        return name in self._born_at

    @property
    def trusted(self) -> bool:
        """Whether somebody vouches for the clock."""
        return self._clocks.wall() is not None

    @property
    def now(self) -> float:
        """The monotonic clock, in seconds."""
        return self._clocks.monotonic()

    @property
    def lived_s(self) -> float:
        """How long the hub has run in all, in seconds."""
        return self._clocks.monotonic() - self._started_at

    def of(self, record: RecordId) -> float:
        """Seconds that a record has lived, at the least."""
        return self._clocks.monotonic() - self._born_at[record.origin, record.sequence]

    def ran(self, record: RecordId) -> float:
        """Seconds that a record has lived while this hub ran: no clock that is set
        wrong can add to them. For what can't be taken back."""
        name = (record.origin, record.sequence)
        return self.of(record) - self._by_wall_s.get(name, 0.0)

    def forget(self, names: Iterable[RecordId]) -> None:
        """These are held no longer."""
        for each in names:
            self._born_at.pop((each.origin, each.sequence), None)
            self._unsure.pop((each.origin, each.sequence), None)
            self._by_wall_s.pop((each.origin, each.sequence), None)

    def held_now(self, record: Record, age_s: float, at: float | None = None) -> Held:
        """A record that comes now, as it is to be kept.

        `at`: when it had that age, in seconds since 1970, where another hub vouches
        for it: then it came by hand. It counts where this clock is trusted too, and
        says that the time has come.
        """
        wall = self._clocks.wall()
        held_at = wall if wall is None or at is None else min(at, wall)
        return Held(record, age_s, held_at, self.lived_s)

    def add(self, held: Held) -> None:
        """A record that was kept just now, or before this start."""
        name = (held.record.origin, held.record.sequence)
        wall, held_at = self._clocks.wall(), held.held_at
        since_s = max(self.lived_s - held.lived_s, 0.0)
        born_at = self._clocks.monotonic() - held.age_s - since_s
        if wall is None or held_at is None or held_at > wall:
            self._unsure[name] = _Unsure(held.age_s, held_at, born_at)
        else:
            self._by_wall_s[name] = max(wall - held_at - since_s, 0.0)
            born_at -= self._by_wall_s[name]
        self._born_at[name] = born_at

    def loaded(self) -> None:
        """All are loaded. It is no earlier now than when the last of them came."""
        times = [each.held_at for each in self._unsure.values() if each.held_at]
        if self._clocks.wall() is None and times:
            self._bridge(max(times))

    def vouched(self) -> list[Stamp] | None:
        """What is to be kept of records whose times are sure now; None: no change.

        To be asked again and again: somebody may vouch for the clock at any time.
        """
        wall = self._clocks.wall()
        if wall is None or not self._unsure:
            return None
        self._bridge(wall)
        now, lived_s = self._clocks.monotonic(), self.lived_s
        stamps = [
            Stamp(RecordId(*name), now - self._born_at[name], wall, lived_s)
            for name, each in self._unsure.items()
            if each.held_at is None or each.held_at > wall
        ]
        self._unsure.clear()
        return stamps

    def _bridge(self, wall: float) -> None:
        """Say of what is unsure how old it is, if it is `wall` by now."""
        now = self._clocks.monotonic()
        for name, each in self._unsure.items():
            born_at = each.born_at
            if each.held_at is not None and each.held_at <= wall:
                born_at = min(born_at, now - each.age_s - (wall - each.held_at))
                self._by_wall_s[name] = each.born_at - born_at
            self._born_at[name] = born_at
