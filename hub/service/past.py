"""What is over for everybody: told to the radio, let go of after a while, and taken
back when a renewal comes. Not for several threads at once: the door holds its lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from hub.domain.changes import Arranged, ClaimHeard, Released, Renewed
from hub.domain.gone import Runs, by_origin, joined, without
from hub.domain.ids import RecordId
from hub.domain.passing import Situation, awaited, droppable, passed
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record
from hub.service.ports import Ledger, RecordNeeded, RecordsOver
from hub.service.present import Present

LOOK_EVERY_S = 3600.0
"""Time does it all, and slowly: a look at 20,000 records takes a moment."""

DROP_AT_ONCE = 500
"""Records that are let go of in one transaction; so no page waits for long."""

MORE_AFTER_S = 60.0
"""Until the next of them, where there are more."""

MAX_NEEDED = 64
"""Records asked for because of one renewal: what its hub wrote since the post."""

MAX_AWAITED, MAX_ASKED = 512, 24
"""Records asked for at a time, and how often, hour by hour: by then the renewal is
known to those who answered that they had passed."""

MAX_ORIGINS, MAX_RUNS = 1024, 256
"""What is kept of others' word, for a faulty hub could say what it likes: origins, and
runs of each."""

Listener = Callable[[RecordsOver | RecordNeeded], None]


class Past:
    """What has passed, of what this hub holds and of what never came here."""

    def __init__(
        self,
        home: HubId,
        ledger: Ledger,
        present: Present,
        revive: Callable[[Held], None],
        forget: Callable[[list[Record]], None],
    ) -> None:
        """`revive` is told of a record that counts as alive again, `forget` of those
        that are held no longer."""
        self._home = home
        self._ledger = ledger
        self._present = present
        self._revive = revive
        self._forget = forget
        self._over: set[RecordId] = set()
        self._awaited: dict[RecordId, int] = {}
        self._listeners: list[Listener] = []
        self._look_at = 0.0

    def listen(self, listener: Listener) -> None:
        """Call `listener` with all that passes from now on, and what is needed."""
        self._listeners.append(listener)
        for each in self._awaited:
            listener(RecordNeeded(each))

    def begin(self) -> None:
        """At the start: posts whose renewal came, and which did not."""
        for post in awaited(self._situation()):
            for renewal in self._present.ties.renewals[post.plain]:
                self._want(self._family(post.plain, renewal))

    def look(self, now: float, *, at_once: bool = False) -> None:
        """Do what time made due. Raises LedgerUnavailable."""
        if now < self._look_at and not at_once:
            return
        self._look_at = now + LOOK_EVERY_S
        situation = self._situation()
        self._settle(passed(situation))
        self._ask_again()
        self._let_go(droppable(situation, self._over), now)

    def look_soon(self) -> None:
        """Something that passed may live again."""
        self._look_at = 0.0

    def came(self, record: Record) -> None:
        """Another hub's record is durable: a renewal may need what had passed."""
        was_awaited = self._awaited.pop(record.name, None) is not None
        about = self._present.ties.about(record.name)
        if about is None or about.origin == self._home:
            return
        match record.change:
            case Renewed() if about in self._over:
                self.look_soon()
            case Renewed() if self._is_awaited(about):
                self._want(self._family(about, record.name))
            case ClaimHeard() | Arranged() | Released() if was_awaited:
                self._want([about])

    def refuses(self, name: RecordId) -> bool:
        """Whether a record was let go of, and nothing makes it needed again."""
        return self._ledger.gone().was_dropped(name) and name not in self._awaited

    def is_over(self, name: RecordId) -> bool:
        """Whether a record that is held has passed."""
        return name in self._over

    def runs(self) -> dict[int, Runs]:
        """All that counts as passed, held or not, of what may leave this hub."""
        fates = self._ledger.gone().fates
        over = by_origin(self._over)
        return {
            origin: joined(
                fates[origin].runs if origin in fates else (), over.get(origin, ())
            )
            for origin in sorted({*fates, *over} - {LOCAL})
        }

    def skip(self, said: Mapping[int, Runs]) -> None:
        """Others say that these have passed: what never came needs not come.

        Of its own records a hub knows better. Raises LedgerUnavailable.
        """
        news = {
            origin: fresh
            for origin, runs in said.items()
            if origin not in (LOCAL, self._home)
            and (fresh := self._unknown(origin, runs))
        }
        if news:
            self._ledger.skip(news)

    # -- inside -------------------------------------------------------------

    def _situation(self) -> Situation:
        return self._present.situation(self._ledger.gone())

    def _settle(self, over: set[RecordId]) -> None:
        """Tell what has changed since the last look."""
        fresh, back = over - self._over, self._over - over
        self._over = over
        shared = by_origin(each for each in fresh if each.origin != LOCAL)
        if shared:
            self._tell(RecordsOver(shared))
        for held in self._ledger.find(back) if back else ():
            self._revive(self._present.as_now(held))

    def _let_go(self, names: list[RecordId], now: float) -> None:
        going = names[:DROP_AT_ONCE]
        if not going:
            return
        records = [each.record for each in self._ledger.find(going)]
        self._ledger.drop([each.name for each in records])
        self._over.difference_update(going)
        self._forget(records)
        if len(going) < len(names):
            self._look_at = now + MORE_AFTER_S

    def _unknown(self, origin: int, runs: Runs) -> Runs:
        """What of it is neither held nor known to have passed, as far as it is kept."""
        gone = self._ledger.gone()
        fate = gone.of(origin)
        held = by_origin(
            each for each in self._present.ties.kinds if each.origin == origin
        )
        fresh = without(runs, joined(held.get(origin, ()), fate.runs))
        known = origin in gone.fates or len(gone.fates) < MAX_ORIGINS
        fits = len(fate.skip(fresh).skipped) <= MAX_RUNS
        return fresh if known and fits else ()

    def _is_awaited(self, post: RecordId) -> bool:
        return post in [each.plain for each in awaited(self._situation())]

    def _family(self, post: RecordId, renewal: RecordId) -> list[RecordId]:
        """A post, and what its hub wrote until it was renewed: some may be about it."""
        between = (
            RecordId(post.origin, each)
            for run in self._ledger.gone().of(post.origin).runs
            for each in range(
                max(run.start, post.sequence + 1), min(run.stop, renewal.sequence)
            )
        )
        return [post, *islice(between, MAX_NEEDED)]

    def _want(self, names: Iterable[RecordId]) -> None:
        gone = self._ledger.gone()
        for each in names:
            room = len(self._awaited) < MAX_AWAITED
            if room and each in gone and each not in self._awaited:
                self._awaited[each] = 0
                self._tell(RecordNeeded(each))

    def _ask_again(self) -> None:
        for each in list(self._awaited):
            self._awaited[each] += 1
            if self._awaited[each] > MAX_ASKED:
                del self._awaited[each]
            else:
                self._tell(RecordNeeded(each))

    def _tell(self, news: RecordsOver | RecordNeeded) -> None:
        for listener in self._listeners:
            listener(news)
