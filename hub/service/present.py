"""The board as it is now: records folded, aged, and counted by revisions. No ledger,
no locks: the door owns it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub.domain.alerts import Alert, alert_is_on
from hub.domain.board import Board
from hub.domain.changes import Introduced
from hub.domain.expiry import HOUR_S, Times, moment_of, next_turn_s, state_at
from hub.domain.gone import Gone
from hub.domain.ids import AlertId, ClaimId, PostId
from hub.domain.passing import Situation
from hub.domain.post import Post
from hub.domain.provenance import Dispute, Provenance
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record
from hub.domain.ties import Ties
from hub.domain.week import of_late_for_s
from hub.service.ages import Ages
from hub.service.letters import Letters
from hub.service.notes_of_before import addressed
from hub.service.ports import Clocks, Crypto, Keys, Stamp
from hub.service.revisions import Revisions, Turns
from hub.service.views import AlertView, BoardView, PostView

JUST_AFTER_S = 1.0
"""A turn is looked at when it is past for sure."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What came of time passing: ages to be kept, and posts that are over.

    `anew`: any post may be over, for somebody vouches for the clock, or the hub begins.
    """

    stamps: list[Stamp]
    over: list[PostId]
    anew: bool


class Present:
    """Every record that the hub holds, as a board at this moment."""

    def __init__(
        self,
        home: tuple[HubId, Keys],
        clocks: Clocks,
        revisions: Revisions,
        crypto: Crypto,
        ages: Ages,
    ) -> None:
        """`home`: this hub and its keys."""
        self._home, keys = home
        self._clocks = clocks
        self.provenance = Provenance(crypto.is_signed)
        self._revisions = revisions
        self._board = Board(home=self._home)
        self.ties = Ties()
        self.letters = Letters(self._home, keys, self.introduced, crypto.words)
        self._ages = ages
        self._turns = Turns()
        self._trusted: bool | None = None  # before the first look
        self._views: dict[PostId, PostView] = {}  # at their ages of then
        self._last: dict[int, int] = {}  # the highest sequence of each origin

    @property
    def home(self) -> HubId:
        """This hub."""
        return self._home

    def load(self, kept: Iterable[Held], gone: Gone) -> None:
        """Begin with what the ledger holds; no number of what is gone is used again."""
        for origin, fate in gone.fates.items():
            self._last[origin] = fate.last_dropped
        for held in kept:
            self._ages.add(held)
            self._add(held.record)
        self._ages.loaded()

    def read_anew(self, kept: Iterable[Held], true_ones: Iterable[Record]) -> None:
        """True versions took the places of false ones: the board is another."""
        self._board = Board(home=self._home)
        self._views.clear()
        self.ties = Ties()
        self.letters.openable_now()  # what waits there is read once more
        for held in kept:
            self.ties.add(held.record)
            self._board.add(self._to_be_read(held.record))
        for record in self.letters.openable_now():
            self._board.add(record)
        for record in true_ones:
            self.provenance.add(record)
        self._revisions.advance(post.id for post in self._board.posts())
        self._plan_all()

    def forget(self, gone: list[Record]) -> None:
        """These are held no longer: what they were about is over for long."""
        names = [each.name for each in gone]
        self._views.clear()
        for record in gone:
            self._board.forget(record)
            self.ties.forget(record.name)
            self._turns.plan(record.name, None)
        self.provenance.forget(names)
        self.letters.forget(names)
        self._revisions.forget(PostId(each.origin, each.sequence) for each in names)
        self._ages.forget(names)

    def situation(self, gone: Gone) -> Situation:
        """What is held now, for the question what has passed."""
        times = Times(self._ages.ran, self._ages.trusted)
        return Situation(self.ties, self._board, times, gone)

    def as_now(self, held: Held) -> Held:
        """A record at the age that it has now."""
        return Held(held.record, self._ages.of(held.record.name))

    def __contains__(self, record: Record) -> bool:
        return (record.origin, record.sequence) in self._ages

    @property
    def revision(self) -> int:
        """Grows with every change of the board, also over a restart."""
        return self._revisions.current

    def last(self, origin: HubId) -> int:
        """The highest sequence of that origin; 0 before the first."""
        return self._last.get(origin, 0)

    def fold(self, held: Held) -> None:
        """A record is durable."""
        self._ages.add(held)
        for post_id in self._add(held.record):
            self._plan(post_id)
        self._plan_alert(AlertId(held.record.origin, held.record.sequence))

    def pass_time(self) -> Passed:
        """Let time do what it does; what is to be kept of it."""
        stamps = self._ages.vouched()
        anew = stamps is not None or self._ages.trusted != self._trusted
        if anew:
            if self._trusted is not None:
                self._revisions.advance(post.id for post in self._board.posts())
            self._trusted = self._ages.trusted
            self._plan_all()
        over = []
        for record in list(self._turns.due(self._clocks.monotonic())):
            post = self._board.post(PostId(record.origin, record.sequence))
            self._revisions.advance([post.id] if post else [])
            if post is None:
                continue
            self._plan(post.id)
            if state_at(post, self._times()).over:
                over.append(post.id)
        return Passed(stamps or [], over, anew)

    # -- reading ------------------------------------------------------------

    def post(self, post_id: PostId) -> Post | None:
        """A post as its records tell it."""
        return self._board.post(post_id)

    def posts(self) -> list[Post]:
        """Every post as its records tell it."""
        return self._board.posts()

    def find(self, post_id: PostId) -> PostView | None:
        """A post as it is now."""
        post = self._board.post(post_id)
        return self._view(post, self._times()) if post else None

    def view(self, since: int) -> BoardView:
        """The posts that changed after revision `since`, every alert that is on."""
        times = self._times()
        changed = sorted(self._revisions.changed_since(since))
        found = (self._view_now(each, times) for each in changed)
        posts = tuple(view for view in found if view is not None)
        alerts = tuple(
            AlertView(alert, times.age_of(alert.id))
            for alert in self._board.alerts()
            if alert_is_on(alert, times)
        )
        return BoardView(self.revision, times.trusted, posts, alerts)

    def alert(self, alert_id: AlertId) -> Alert | None:
        """One alert, on or over."""
        return self._board.alert(alert_id)

    @property
    def post_count(self) -> int:
        """How many posts there are, those that are over too."""
        return len(self._board)

    def post_of(self, claim: ClaimId) -> PostId | None:
        """The post that a claim is on."""
        return self._board.post_of(claim)

    def named_places(self, origin: HubId) -> set[int]:
        """The numbers in a hub's list of places, also those taken off it."""
        return self._board.named_places(origin)

    def places(self, origin: HubId) -> dict[int, str]:
        """A hub's list of places."""
        return self._board.places(origin)

    def introduced(self, origin: int) -> Introduced | None:
        """A hub's keys, once it introduced itself."""
        return self._board.introduced(origin)

    def disputes(self) -> list[Dispute]:
        """Where records are not what their hub signed."""
        return self.provenance.disputes()

    # -- inside -------------------------------------------------------------

    def _add(self, record: Record) -> list[PostId]:
        self._last[record.origin] = max(self.last(record.origin), record.sequence)
        self.ties.add(record)
        changed = self._board.add(self._to_be_read(record))
        self._prove(record, changed)
        if isinstance(record.change, Introduced):
            for each in self.letters.openable_now():
                changed += self._board.add(each)
        self._revisions.advance(changed)
        return changed

    def _to_be_read(self, record: Record) -> Record:
        """The record as the board takes it: a note with what it says, and for whom."""
        return addressed(self.letters.opened(record), self._board)

    def _prove(self, record: Record, changed: list[PostId]) -> None:
        """Posts that are proved by this record, or not any more, have changed too."""
        if record.origin != LOCAL:
            names = self.provenance.add(record)
            changed += [
                PostId(each.origin, each.sequence)
                for each in names
                if self._board.post(PostId(each.origin, each.sequence)) is not None
            ]

    def _view_now(self, post_id: PostId, times: Times) -> PostView | None:
        """As `find` would tell it once time has passed: all but its age stays the same
        until the next change, of which its turns are some."""
        kept = self._views.get(post_id)
        revision = self._revisions.changed_at(post_id)
        if kept is not None and kept.revision == revision:
            age_s = times.age_of(post_id)
            return PostView(kept.post, kept.moment, age_s, revision, kept.proved)
        post = self._board.post(post_id)
        if post is None:
            return None
        made = self._views[post_id] = self._view(post, times)
        return made

    def _view(self, post: Post, times: Times) -> PostView:
        moment, age_s = moment_of(post, times), times.age_of(post.id)
        proved = post.id.origin in (LOCAL, self._home)
        proved = proved or self.provenance.is_covered(post.id.plain)
        revision = self._revisions.changed_at(post.id)
        return PostView(post, moment, age_s, revision, proved)

    def _times(self) -> Times:
        return Times(self._ages.of, self._ages.trusted)

    def _plan_all(self) -> None:
        if not self._ages.trusted:
            return
        for post in self._board.posts():
            self._plan(post.id)
        for alert in self._board.alerts():
            self._plan_alert(alert.id)

    def _plan(self, post_id: PostId) -> None:
        post = self._board.post(post_id)
        self._turns.plan(post_id.plain, self._at(self._turn_s(post) if post else None))

    def _turn_s(self, post: Post) -> float | None:
        times = self._times()
        turn_s = next_turn_s(post, times)
        return turn_s if turn_s is not None else of_late_for_s(post, times)

    def _plan_alert(self, alert_id: AlertId) -> None:
        alert = self.alert(alert_id) if self._ages.trusted else None
        if alert is not None:
            left_s = alert.hours * HOUR_S - self._ages.of(alert.id)
            self._turns.plan(alert_id.plain, self._at(left_s))

    def _at(self, in_s: float | None) -> float | None:
        if in_s is None or in_s < 0:
            return None
        return self._clocks.monotonic() + in_s + JUST_AFTER_S
