"""The one door for writes, from a page or from the radio: check, make durable, tell."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping

from hub.domain.alerts import Alert
from hub.domain.changes import (
    Change,
    Closed,
    Noted,
    Renewed,
)
from hub.domain.contact import Contact
from hub.domain.drafts import check_draft
from hub.domain.gone import Runs
from hub.domain.ids import AlertId, ClaimId, PostId, RecordId
from hub.domain.post import Post
from hub.domain.provenance import hash_of
from hub.domain.reach import LOCAL, Reach
from hub.domain.record import Held, HubId, Record
from hub.domain.week import Week
from hub.service.ages import Ages
from hub.service.arrivals import Arrivals, Tally
from hub.service.codes import Codes, Named
from hub.service.lately import Lately
from hub.service.past import Past
from hub.service.pen import Pen
from hub.service.ports import (
    Clocks,
    Crypto,
    Ledger,
    LedgerUnavailable,
    Packing,
    Private,
    Receipt,
    RecordNeeded,
    RecordsOver,
)
from hub.service.present import Present
from hub.service.revisions import Revisions
from hub.service.upkeep import Upkeep
from hub.service.views import Accepted, BoardView, DisputeView, NoSuchPost, PostView

NO_DEVICE = b""
"""Of programs in this very process."""


class HubService:
    """Everything that changes or reads the board, for all threads."""

    def __init__(
        self, ledger: Ledger, packing: Packing, clocks: Clocks, crypto: Crypto
    ) -> None:
        """Read the ledger and fold it."""
        self._ledger = ledger
        self._packing = packing
        self._clocks = clocks
        self._lock = threading.RLock()
        # Each takes 4 MiB for a moment, which a small Pi can't spare for every thread.
        self._hashing = threading.BoundedSemaphore(2)
        self._identity = ledger.identity()
        revisions = Revisions(self._reserve_revisions)
        self._ages = Ages(clocks, ledger.lived_s())
        keys = crypto.keys(self._identity.secret)
        home = (self.origin, keys)
        self._present = Present(home, clocks, revisions, crypto, self._ages)
        self._present.load(ledger.records(), ledger.gone())
        self._pen = Pen(
            self._identity, keys, ledger, packing, self._present, self._ages
        )
        self._codes = Codes(self._identity.secret, ledger.receipts())
        self._past = Past(
            self.origin, ledger, self._present, self._pen.tell, self._forget
        )
        self._upkeep = Upkeep(
            self.origin, ledger, self._present, self._ages, self._past
        )
        self._arrivals = Arrivals(
            ledger, self._present, self._pen, self._ages, self._upkeep, self._past
        )
        self._lately = Lately(self._present, self._ages)
        self._upkeep.begin(reversed(self._identity.former), self.say)

    @property
    def origin(self) -> HubId:
        """This hub's id."""
        return self._identity.origin

    @property
    def revision(self) -> int:
        """Grows with everything that changes the board; survives a restart."""
        with self._lock:
            self._upkeep.run(self.say)
            return self._present.revision

    def is_free(self, within_s: float) -> bool:
        """Whether no write hangs: whoever comes gets their turn within that time."""
        if not self._lock.acquire(timeout=within_s):
            return False
        self._lock.release()
        return True

    def listen(self, listener: Callable[[Held], None]) -> None:
        """Call `listener` with every shared record from now on, once it is durable.

        What is for this hub alone is never told. It is called on the writer's thread
        and has to return at once.
        """
        with self._lock:
            self._pen.listen(listener)

    def listen_to_past(
        self, listener: Callable[[RecordsOver | RecordNeeded], None]
    ) -> None:
        """Call `listener` with what passes from now on, and with what has passed and
        is needed all the same; as `listen` does with what comes, or comes back."""
        with self._lock:
            self._past.listen(listener)

    def shared(self) -> list[Held]:
        """Every record that may leave this hub and has not passed, at its age now."""
        with self._lock:
            return [
                self._present.as_now(held)
                for held in self._ledger.records()
                if held.record.origin != LOCAL
                and not self._past.is_over(held.record.name)
            ]

    def passed(self) -> dict[int, Runs]:
        """All that has passed, by origin: held still, let go of, or never held."""
        with self._lock:
            return self._past.runs()

    def skip(self, said: Mapping[int, Runs]) -> None:
        """Other hubs say that these records, by origin, have passed.

        Raises LedgerUnavailable.
        """
        with self._lock:
            self._past.skip(said)

    def disputes(self) -> list[DisputeView]:
        """Where other hubs' records are not what those hubs signed."""
        with self._lock:
            return [
                DisputeView(each, tuple(self._arrivals.doubts.senders(each)))
                for each in self._present.disputes()
            ]

    def forgers(self) -> dict[int, int]:
        """How many false records came from which hub, since the start."""
        with self._lock:
            return dict(self._arrivals.doubts.blamed)

    def introduce(self) -> None:
        """Tell the other hubs our keys, if they don't know them; for one with a radio.

        Raises LedgerUnavailable.
        """
        with self._lock:
            self._pen.introduce()

    def pass_time(self) -> None:
        """Let time do what it does, and keep how long the hub has run: to be called now
        and then, for a hub that nobody looks at has its power cut too."""
        with self._lock:
            self._upkeep.run(self.say)

    def rest(self) -> None:
        """The hub ends as it was asked to: none of the time that it ran is lost."""
        with self._lock:
            self._upkeep.rest()

    # -- writing ------------------------------------------------------------

    def post(self, fields: Mapping[str, object], key: bytes) -> Accepted:
        """Put a need or an offer on the board.

        `key` names the attempt: asked again with the same key and fields, the answer
        is the same and nothing is posted twice. Raises DraftInvalid, KeyReused,
        LedgerUnavailable.
        """
        draft = check_draft(fields)
        log = LOCAL if draft.reach is Reach.THIS_HUB else self.origin
        return self.accept(draft.posted, key, log, draft.contact)

    def accept(
        self, change: Change, key: bytes, log: HubId, contact: Contact | None = None
    ) -> Accepted:
        """Write what gets a keep code of its own: a post, a claim or an alert.

        `log`: LOCAL for what is for this hub alone, else this hub's origin. Raises
        KeyReused, LedgerUnavailable.
        """
        packed = self._packing(change)
        draft = self._codes.fingerprint(packed, log, contact)
        with self._hashing:
            code_hash = self._codes.hash_for(key)
        with self._lock:
            earlier = self._codes.recall(key, draft)
            if earlier is not None:
                return earlier
            record = self._pen.next_in(log)
            receipt = Receipt(record, hashlib.sha256(key).digest(), draft, code_hash)
            self._write(change, log, Private(receipt, contact), packed)
            return Accepted(record, self._codes.code(key))

    def recall(self, key: bytes) -> Accepted | None:
        """What `accept` answered to that idempotency key, or None."""
        with self._lock:
            return self._codes.recall(key)

    def prove(
        self, record: RecordId, keep_code: str, device: bytes = NO_DEVICE
    ) -> None:
        """Who wrote that post, claim or alert here has its keep code.

        Raises NoSuchPost, WrongCode, TooManyGuesses.
        """
        self.whose([record], keep_code, device)

    def proof(self, record: RecordId, keep_code: str) -> str:
        """For whoever gave the right code: with this it is no guess any more."""
        return self._codes.proof(record, keep_code)

    def is_proof(self, record: RecordId, keep_code: str, proof: str) -> bool:
        """Whether that proof was given for that code, and the record is still held."""
        with self._lock:
            return self._codes.is_proof(record, keep_code, proof)

    def whose(
        self, records: Iterable[Named], keep_code: str, device: bytes = NO_DEVICE
    ) -> Named:
        """Which of these posts and claims has that keep code.

        `device`: a mark of the one that asks. A wrong code counts once against each
        that it was tried on, apart from other devices' wrong ones. Raises NoSuchPost,
        WrongCode, TooManyGuesses.
        """
        ours = [each for each in records if self.is_ours(each)]
        with self._lock:
            tries = self._codes.to_try(ours, device, self._clocks.monotonic())
        with self._hashing:
            right = tries.right_for(keep_code)
        with self._lock:
            now = self._clocks.monotonic()
            return self._codes.tried(tries, right, device, now)

    def write(self, post_id: PostId, make: Callable[[Post], Change | None]) -> None:
        """Write what `make` says of a post as it is now; None: nothing is to be said.

        A note goes by radio only to a helper or a writer of another hub, and sealed.
        Whoever calls has made sure who asks. Raises NoSuchPost, LedgerUnavailable,
        and NotIntroduced for a note.
        """
        with self._lock:
            post = self._present.post(post_id)
            if post is None:
                raise NoSuchPost
            change = make(post)
            if change is None:
                return
            log = self.log_of(post_id)
            if isinstance(change, Noted) and self._is_among_ours(post_id, change):
                log = LOCAL
            forget = post_id if isinstance(change, Closed) else None
            self._write(change, log, Private(forget=forget))

    def say(self, change: Change) -> None:
        """Write what is about no post: a place, the end of an alert.

        Whoever calls has made sure who asks. Raises LedgerUnavailable.
        """
        with self._lock:
            self._write(change, self.origin, Private())

    def ingest(self, record: Record, age_s: float, sender: int = 0) -> bool:
        """Take in another hub's record, `age_s` seconds old; False if it is known.

        A record that claims to be ours is refused: only this hub writes as itself, and
        what is for this hub alone comes from nowhere else. `sender`: the hub that
        handed it on, 0 where nobody knows. Raises LedgerUnavailable.
        """
        return self.ingest_all([(record, age_s)], sender).came == 1

    def ingest_all(
        self,
        records: Iterable[tuple[Record, float]],
        sender: int = 0,
        at: float | None = None,
    ) -> Tally:
        """As `ingest`, for many with their ages: all are durable at once, or none.

        `at`: when they had these ages, in seconds since 1970, where that is not now.
        """
        with self._lock:
            tally = self._arrivals.take_in(records, sender, at)
            if tally.came:
                self._upkeep.run(self.say)
            return tally

    def holds(self, name: RecordId, payload: bytes) -> bool:
        """Whether that very record is held: then its text need not be unpacked."""
        with self._lock:
            return self._present.provenance.hash_held(name) == hash_of(payload)

    def knows(self, record: Record) -> bool:
        """Whether a record of that name is held."""
        with self._lock:
            return record in self._present

    def is_ours(self, record: RecordId) -> bool:
        """Whether it was written here, so that its keep code is known here."""
        return record.origin in (self.origin, LOCAL)

    def log_of(self, post_id: PostId) -> HubId:
        """Where what is said here of a post is written: a local post's stays local."""
        return LOCAL if post_id.origin == LOCAL else self.origin

    # -- reading ------------------------------------------------------------

    def board(self, since: int = 0) -> BoardView:
        """The posts that changed after revision `since`, all from 0; and the alerts."""
        with self._lock:
            self._upkeep.run(self.say)
            return self._present.view(since)

    def find(self, post_id: PostId) -> PostView | None:
        """One post, or None."""
        with self._lock:
            return self._present.find(post_id)

    def post_of(self, claim: ClaimId) -> PostId | None:
        """The post that a claim is on, also one that was handed back; or None."""
        with self._lock:
            return self._present.post_of(claim)

    def age_of(self, said: RecordId) -> float:
        """How long ago a record was written, in seconds; 0 where it is gone."""
        with self._lock:
            known = (said.origin, said.sequence) in self._ages
            return self._ages.of(said) if known else 0.0

    def find_alert(self, alert_id: AlertId) -> Alert | None:
        """One alert, on or over, or None."""
        with self._lock:
            return self._present.alert(alert_id)

    def week(self) -> Week:
        """How many needs and offers came, and were met, in the seven days till now."""
        with self._lock:
            self._upkeep.run(self.say)
            return self._lately.week()

    def thanks(self, limit: int) -> list[str]:
        """The latest words of thanks, of no more than so many; nobody is named."""
        with self._lock:
            return self._lately.thanks(limit)

    @property
    def post_count(self) -> int:
        """How many posts the board has, those that are over too."""
        with self._lock:
            return self._present.post_count

    def places(self) -> dict[int, str]:
        """This hub's list of coarse places, by their numbers."""
        with self._lock:
            return self._present.places(self.origin)

    def contact_of(self, post_id: PostId) -> Contact | None:
        """What a writer left; whoever calls has made sure that it may be shown."""
        with self._lock:
            return self._upkeep.contact_of(post_id)

    # -- inside -------------------------------------------------------------

    def _forget(self, records: list[Record]) -> None:
        """They are held no longer."""
        names = [each.name for each in records]
        self._present.forget(records)
        self._arrivals.doubts.forget(names)
        self._codes.forget(names)

    def _reserve_revisions(self, count: int) -> int:
        try:
            return self._ledger.reserve("revision", count)
        except LedgerUnavailable:
            # Nothing is lost if a page reads everything anew.
            return secrets.randbelow(2**48)

    def _is_among_ours(self, post_id: PostId, note: Noted) -> bool:
        """Whether writer and helper are both of this hub: then it stays here."""
        afar = note.claim is not None and not self.is_ours(note.claim)
        return self.is_ours(post_id) and not afar

    def _write(
        self, change: Change, log: HubId, private: Private, packed: bytes | None = None
    ) -> None:
        record = self._pen.next_in(log)
        self._pen.write(change, log, private, packed)
        if private.receipt is not None:
            self._codes.keep(private.receipt)
        if private.contact is not None:
            self._upkeep.keep_contact(record, private.contact)
        if private.forget is not None:
            self._upkeep.forgot_contact(private.forget)
        if isinstance(change, Renewed):
            self._past.look_soon()
