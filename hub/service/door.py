"""The one door for writes, from a page or from the radio: check, make durable, tell."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Mapping

from hub.domain.board import Board
from hub.domain.changes import Change, Claimed, ClaimHeard
from hub.domain.drafts import check_draft
from hub.domain.expiry import Times, moment_of
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.post import Post
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, Sequence
from hub.service.codes import Codes
from hub.service.ports import Clocks, Ledger, LedgerUnavailable, Packing, Receipt
from hub.service.views import Accepted, BoardView, NoSuchPost, PostView


class HubService:
    """Everything that changes or reads the board, for all threads."""

    def __init__(self, ledger: Ledger, packing: Packing, clocks: Clocks) -> None:
        """Read the ledger and fold it."""
        self._ledger = ledger
        self._packing = packing
        self._clocks = clocks
        self._lock = threading.RLock()
        self._listeners: list[Callable[[Held], None]] = []
        self._board = Board()
        self._born_at: dict[tuple[int, int], float] = {}  # of every record, monotonic
        self._changed_at: dict[PostId, int] = {}  # the revision
        self._last_own = Sequence(0)
        self._identity = ledger.identity()
        for held in ledger.records():
            self._fold(held.record, held.age_at(clocks.wall()))
        self._codes = Codes(self._identity.secret, ledger.receipts())
        self._hear_missed_claims()

    @property
    def origin(self) -> HubId:
        """This hub's id."""
        return self._identity.origin

    @property
    def revision(self) -> int:
        """How many records have been folded: grows with each, survives a restart."""
        return len(self._born_at)

    def listen(self, listener: Callable[[Held], None]) -> None:
        """Call `listener` with every record from now on, once it is durable.

        It is called on the writer's thread and has to return at once.
        """
        with self._lock:
            self._listeners.append(listener)

    def held(self) -> list[Held]:
        """Every record, with its age."""
        with self._lock:
            return list(self._ledger.records())

    # -- writing ------------------------------------------------------------

    def post(self, fields: Mapping[str, object], key: bytes) -> Accepted:
        """Put a need or an offer on the board.

        `key` names the attempt: asked again with the same key and fields, the answer
        is the same and nothing is posted twice. Raises DraftInvalid, KeyReused,
        LedgerUnavailable.
        """
        return self.accept(check_draft(fields), key)

    def accept(self, change: Change, key: bytes) -> Accepted:
        """Write what gets a keep code of its own: a post, or a claim.

        Raises KeyReused, LedgerUnavailable.
        """
        payload = self._packing(change)
        draft = hashlib.sha256(payload).digest()
        code_hash = self._codes.hash_for(key)
        with self._lock:
            earlier = self._codes.recall(key, draft)
            if earlier is not None:
                return earlier
            record = RecordId(self.origin, self._next_sequence())
            key_hash = hashlib.sha256(key).digest()
            self._write(change, Receipt(record, key_hash, draft, code_hash))
            return Accepted(record, self._codes.code(key))

    def recall(self, key: bytes) -> Accepted | None:
        """What `accept` answered to that idempotency key, or None."""
        return self._codes.recall(key)

    def prove(self, record: RecordId, keep_code: str) -> None:
        """Who wrote that post or claim here has its keep code.

        Raises NoSuchPost, WrongCode, TooManyGuesses.
        """
        if record.origin != self.origin:
            raise NoSuchPost
        with self._lock:
            code = self._codes.hash_of(record, self._clocks.monotonic())
        right = code.matches(keep_code)  # slow on purpose, so not under the lock
        with self._lock:
            self._codes.tried(record, right, self._clocks.monotonic())

    def write(self, post_id: PostId, make: Callable[[Post], Change | None]) -> None:
        """Write what `make` says of a post as it is now; None: nothing is to be said.

        Whoever calls has made sure who asks. Raises NoSuchPost, LedgerUnavailable.
        """
        with self._lock:
            post = self._board.post(post_id)
            if post is None:
                raise NoSuchPost
            change = make(post)
            if change is not None:
                self._write(change, None)

    def ingest(self, record: Record, age_s: float) -> bool:
        """Take in another hub's record, `age_s` seconds old; False if it is known.

        A record that claims to be ours is refused: only this hub writes as itself, and
        what is for this hub alone comes from nowhere else.
        Raises LedgerUnavailable.
        """
        with self._lock:
            if record.origin in (self.origin, LOCAL) or self.knows(record):
                return False
            held = Held(record, age_s, self._clocks.wall())
            self._ledger.append(held)
            self._settle(held)
            self._hear_claim(record)
            return True

    def knows(self, record: Record) -> bool:
        """Whether a record of that name is held."""
        return (record.origin, record.sequence) in self._born_at

    # -- reading ------------------------------------------------------------

    def board(self, since: int = 0) -> BoardView:
        """The posts that changed after revision `since`; all of them from 0."""
        with self._lock:
            now = self._clocks.monotonic()
            posts = tuple(
                self._view(post, now)
                for post in self._board.posts()
                if self._changed_at[post.id] > since
            )
            return BoardView(self.revision, posts)

    def find(self, post_id: PostId) -> PostView | None:
        """One post, or None."""
        with self._lock:
            post = self._board.post(post_id)
            return self._view(post, self._clocks.monotonic()) if post else None

    # -- inside -------------------------------------------------------------

    def _hear_claim(self, record: Record) -> None:
        """The claim that the post's own hub heard first holds it: say so."""
        change = record.change
        if not isinstance(change, Claimed) or change.post.origin != self.origin:
            return
        # Of a post that never was nothing is said, however many claim it.
        if self._board.post(change.post) is not None:
            claim = ClaimId(record.origin, record.sequence)
            self._write(ClaimHeard(claim), None)

    def _hear_missed_claims(self) -> None:
        """Those that came just before the power went."""
        missed = [
            claim.id
            for post in self._board.posts()
            for claim in post.claims
            if post.id.origin == self.origin and not claim.heard
        ]
        # A hub that can't write now is still to show its board.
        with contextlib.suppress(LedgerUnavailable):
            for claim in missed:
                self._write(ClaimHeard(claim), None)

    def _view(self, post: Post, now: float) -> PostView:
        times = self._times(now)
        moment, age_s = moment_of(post, times), times.age_of(post.id)
        return PostView(post, moment, age_s, self._changed_at[post.id])

    def _times(self, now: float) -> Times:
        def age_of(record: RecordId) -> float:
            return now - self._born_at[record.origin, record.sequence]

        # Nothing here says yet that the clock can be trusted, so nothing expires.
        return Times(age_of, trusted=False)

    def _next_sequence(self) -> Sequence:
        return Sequence(self._last_own + 1)

    def _write(self, change: Change, receipt: Receipt | None) -> None:
        payload = self._packing(change)
        record = Record(self.origin, self._next_sequence(), change, payload)
        held = Held(record, 0.0, self._clocks.wall())
        self._ledger.append(held, receipt)
        if receipt is not None:
            self._codes.keep(receipt)
        self._settle(held)

    def _settle(self, held: Held) -> None:
        """The record is durable: now fold it and tell."""
        self._fold(held.record, held.age_s)
        for listener in self._listeners:
            listener(held)

    def _fold(self, record: Record, age_s: float) -> None:
        born_at = self._clocks.monotonic() - age_s
        self._born_at[record.origin, record.sequence] = born_at
        if record.origin == self.origin:
            self._last_own = max(self._last_own, record.sequence)
        post_id = self._board.add(record)
        if post_id is not None:
            self._changed_at[post_id] = self.revision
