"""What the hub does unasked, at its start and as time passes. What the disk refuses is
owed, and tried again. Not for several threads at once: the door holds its lock.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator

from hub.domain.changes import Change, Claimed, ClaimHeard, PlaceNamed
from hub.domain.contact import Contact
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.record import HubId, Record
from hub.service.ages import Ages
from hub.service.past import Past
from hub.service.ports import Ledger, LedgerUnavailable, Stamp
from hub.service.present import Present

KEEP_LIVED_EVERY_S = 3600.0
"""How much of its own age the hub may forget when the power goes."""

MAX_HEARD, MAX_HEARD_IN_ALL = 20, 40
"""Claims of one hub, and of all, on one post that are put in order: a faulty hub could
go on, under as many names as it likes."""

logger = logging.getLogger(__name__)


class Upkeep:
    """Ages, contacts, claims, places and the past of one hub."""

    def __init__(
        self, home: HubId, ledger: Ledger, present: Present, ages: Ages, past: Past
    ) -> None:
        """Nothing is done yet."""
        self._home = home
        self._ledger = ledger
        self._present = present
        self._ages = ages
        self._past = past
        self._contacts = dict(ledger.contacts())
        self._lived_kept_s = ages.lived_s
        self._stamps: list[Stamp] = []
        self._to_forget: set[RecordId] = set()
        self._unheard: list[ClaimId] = []
        self._refused = False

    def begin(self, former: Iterable[HubId], say: Callable[[Change], None]) -> None:
        """At the start: what a restore or a power cut left undone."""
        self._look_for_unheard()
        self._past.begin()
        with self._owing():
            self._carry_places_over(former, say)
        self.run(say)

    def run(self, say: Callable[[Change], None]) -> None:
        """Let time pass, and do what is due or owed."""
        passed = self._present.pass_time()
        self._stamps += passed.stamps
        if passed.anew:
            self._to_forget.update(self._contacts)
        self._to_forget.update(each.plain for each in passed.over)
        with self._owing():
            self._keep_stamps()
            self._forget_contacts()
            self._keep_lived()
            self._hear_claims(say)
            self._past.look(self._ages.now, at_once=passed.anew)

    def rest(self) -> None:
        """At the end, where it comes in good order: what is on the board grew older.

        A hub that has nothing on it stays as new as it was, for its set-up.
        """
        board = self._present.view(0)
        if board.posts or board.alerts:
            with self._owing():
                self._ledger.keep_lived(self._ages.lived_s)

    def came(self, record: Record) -> None:
        """Another hub's record came: a claim on a post of ours is to be heard."""
        if isinstance(record.change, Claimed):
            self._unheard.append(ClaimId(record.origin, record.sequence))
        self._past.came(record)

    def contact_of(self, post_id: PostId) -> Contact | None:
        """What the writer of a post that is not over left."""
        view = self._present.find(post_id)
        if view is None or view.state.over:
            return None
        return self._contacts.get(post_id.plain)

    def keep_contact(self, record: RecordId, contact: Contact) -> None:
        """A contact is durable."""
        self._contacts[record] = contact

    def forgot_contact(self, record: RecordId) -> None:
        """A contact is gone from the ledger."""
        self._contacts.pop(record.plain, None)

    # -- each of these raises LedgerUnavailable -------------------------------

    def _keep_stamps(self) -> None:
        if self._stamps:
            self._ledger.stamp(self._stamps)
            self._stamps = []

    def _forget_contacts(self) -> None:
        useless = [each for each in self._to_forget if self._is_useless(each)]
        if useless:
            self._ledger.forget_contacts(useless)
        for each in useless:
            del self._contacts[each]
        self._to_forget.clear()

    def _is_useless(self, record: RecordId) -> bool:
        if record not in self._contacts:
            return False
        view = self._present.find(PostId(record.origin, record.sequence))
        return view is None or view.state.over

    def _keep_lived(self) -> None:
        lived_s = self._ages.lived_s
        if lived_s - self._lived_kept_s > KEEP_LIVED_EVERY_S:
            self._ledger.keep_lived(lived_s)
            self._lived_kept_s = lived_s

    def _hear_claims(self, say: Callable[[Change], None]) -> None:
        """The claim that the post's own hub heard first holds it: say so, in order."""
        while self._unheard:
            claim = self._unheard[0]
            if self._is_to_be_heard(claim):
                say(ClaimHeard(claim))
            self._unheard.pop(0)

    def _is_to_be_heard(self, claim: ClaimId) -> bool:
        """Of a post that never was, or is over, nothing is said, whoever claims it."""
        post_id = self._present.post_of(claim)
        view = self._present.find(post_id) if post_id is not None else None
        if view is None or view.post.id.origin != self._home or view.state.over:
            return False
        heard = [each.id for each in view.post.claims if each.heard]
        theirs = sum(each.origin == claim.origin for each in heard)
        room = theirs < MAX_HEARD and len(heard) < MAX_HEARD_IN_ALL
        return claim not in heard and room

    def _look_for_unheard(self) -> None:
        """Those that came just before the power went."""
        self._unheard = [
            claim.id
            for post in self._present.posts()
            for claim in post.claims
            if post.id.origin == self._home and not claim.heard
        ]

    def _carry_places_over(
        self, former: Iterable[HubId], say: Callable[[Change], None]
    ) -> None:
        """After a restore the places are named anew, under the hub's new name."""
        named = self._present.named_places(self._home)
        for earlier in former:
            for number, name in self._present.places(earlier).items():
                if number not in named:
                    say(PlaceNamed(number, name))
                    named.add(number)

    @contextlib.contextmanager
    def _owing(self) -> Iterator[None]:
        try:
            yield
        except LedgerUnavailable as error:
            if not self._refused:
                logger.error("some upkeep has to wait for the disk: %s", error)
            self._refused = True
        else:
            self._refused = False
