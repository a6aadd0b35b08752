"""The one door for writes, from a page or from the radio: check, make durable, tell."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from hub.domain.board import Board
from hub.domain.changes import Change, Closed, Outcome, PostId
from hub.domain.drafts import check_draft
from hub.domain.expiry import Moment, State, Times, moment_of
from hub.domain.guesses import GuessLimit
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash, code_from
from hub.domain.post import Post
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, Sequence


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the hub keeps privately of a post written here; never leaves it.

    `key`: hash of the idempotency key, `draft`: hash of what was posted with it. The
    post's origin is this hub's, or was before the hub was restored from a backup.
    """

    post_id: PostId
    key: bytes
    draft: bytes
    code: CodeHash


@dataclass(frozen=True, slots=True)
class Identity:
    """The hub's own name on the records, and the secret that keep codes grow from."""

    origin: HubId
    secret: bytes


class Ledger(Protocol):
    """Where records are durable. Every method may raise LedgerUnavailable."""

    def identity(self) -> Identity:
        """The hub's identity, made at the first call."""

    def records(self) -> Iterable[Held]:
        """Every record held, in the order in which they came."""

    def receipts(self) -> Iterable[Receipt]:
        """Every receipt kept."""

    def append(self, held: Held, receipt: Receipt | None = None) -> None:
        """Make one record, and its receipt with it, durable; both or neither."""


class LedgerUnavailable(Exception):
    """Nothing can be written now (disk full, read-only, failing); nothing was."""


class Packing(Protocol):
    """A change to the bytes that every hub holds alike."""

    def __call__(self, change: Change) -> bytes:
        """The bytes of a change."""


class KeyReused(Exception):
    """The same idempotency key came with another draft."""


class NoSuchPost(Exception):
    """No post of that id was written on this hub."""


class WrongCode(Exception):
    """That is not the post's keep code."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A post is durable. `keep_code` as people see it."""

    post_id: PostId
    keep_code: str


@dataclass(frozen=True, slots=True)
class PostView:
    """A post, how it stands now, its age in s, and the revision that changed it."""

    post: Post
    moment: Moment
    age_s: float
    revision: int

    @property
    def state(self) -> State:
        """Where the post is in its life."""
        return self.moment.state


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board at one moment; the revision grows with every record that comes in."""

    revision: int
    posts: tuple[PostView, ...]


@dataclass(frozen=True, slots=True)
class Clocks:
    """Wall time, which may jump, for what is kept; monotonic time for all else; s."""

    wall: Callable[[], float]
    monotonic: Callable[[], float]


class HubService:
    """Everything that changes or reads the board, for all threads."""

    def __init__(self, ledger: Ledger, packing: Packing, clocks: Clocks) -> None:
        """Read the ledger and fold it."""
        self._ledger = ledger
        self._packing = packing
        self._clocks = clocks
        self._guesses = GuessLimit()
        self._lock = threading.RLock()
        self._listeners: list[Callable[[Held], None]] = []
        self._board = Board()
        self._born_at: dict[tuple[int, int], float] = {}  # of every record, monotonic
        self._changed_at: dict[PostId, int] = {}  # the revision
        self._last_own = Sequence(0)
        self._identity = ledger.identity()
        for held in ledger.records():
            self._fold(held.record, held.age_at(clocks.wall()))
        self._receipts = {each.post_id: each for each in ledger.receipts()}
        self._by_key = {each.key: each for each in self._receipts.values()}

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
        posted = check_draft(fields)
        payload = self._packing(posted)
        key_hash = hashlib.sha256(key).digest()
        draft_hash = hashlib.sha256(payload).digest()
        code = self._code(key)
        code_hash = CodeHash.of(code, self._keyed(b"salt", key)[:16])
        with self._lock:
            earlier = self._by_key.get(key_hash)
            if earlier is not None:
                if not hmac.compare_digest(earlier.draft, draft_hash):
                    raise KeyReused
                return Accepted(earlier.post_id, code)
            post_id = PostId(self.origin, self._next_sequence())
            receipt = Receipt(post_id, key_hash, draft_hash, code_hash)
            self._write(posted, payload, receipt)
            return Accepted(post_id, code)

    def recall(self, key: bytes) -> Accepted | None:
        """What `post` answered to that idempotency key, or None."""
        receipt = self._by_key.get(hashlib.sha256(key).digest())
        if receipt is None:
            return None
        return Accepted(receipt.post_id, self._code(key))

    def close(self, post_id: PostId, keep_code: str, outcome: Outcome) -> None:
        """End a post written here; one that has ended stays as it ended.

        Raises NoSuchPost, WrongCode, TooManyGuesses, LedgerUnavailable.
        """
        receipt = self._receipts.get(post_id)
        if receipt is None or post_id.origin != self.origin:
            raise NoSuchPost
        self._guess(post_id, receipt.code, keep_code)
        change = Closed(post_id.written_by(self.origin), outcome)
        with self._lock:
            post = self._board.post(post_id)
            if post is not None and post.outcome is None:
                self._write(change, self._packing(change), None)

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

    def _guess(self, post_id: PostId, code: CodeHash, typed: str) -> None:
        with self._lock:
            self._guesses.check(post_id, self._clocks.monotonic())
        if not code.matches(typed):
            with self._lock:
                self._guesses.failed(post_id, self._clocks.monotonic())
            raise WrongCode
        with self._lock:
            self._guesses.forget(post_id)

    def _view(self, post: Post, now: float) -> PostView:
        times = self._times(now)
        moment, age_s = moment_of(post, times), times.age_of(post.id)
        return PostView(post, moment, age_s, self._changed_at[post.id])

    def _times(self, now: float) -> Times:
        def age_of(record: RecordId) -> float:
            return now - self._born_at[record.origin, record.sequence]

        # Nothing here says yet that the clock can be trusted, so nothing expires.
        return Times(age_of, trusted=False)

    def _keyed(self, purpose: bytes, key: bytes) -> bytes:
        return hmac.digest(self._identity.secret, purpose + b"\0" + key, "sha256")

    def _code(self, key: bytes) -> str:
        """The keep code grows from the key, of which only a hash is kept."""
        return code_from(self._keyed(b"keep code", key))

    def _next_sequence(self) -> Sequence:
        return Sequence(self._last_own + 1)

    def _write(self, change: Change, payload: bytes, receipt: Receipt | None) -> None:
        record = Record(self.origin, self._next_sequence(), change, payload)
        held = Held(record, 0.0, self._clocks.wall())
        self._ledger.append(held, receipt)
        if receipt is not None:
            self._receipts[receipt.post_id] = receipt
            self._by_key[receipt.key] = receipt
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
