"""Runs the sync engine on one thread and owns the bearer: comes back by itself.

The supervised loop outlives every error: nowhere else is `except` as broad.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from radio.bearer import Bearer, BearerDown, BearerInbox, OpenBearer
from radio.events import (
    BearerLost,
    BearerUp,
    ChannelUse,
    Deliver,
    Event,
    FrameHeard,
    Keep,
    MayTransmit,
    RecordAdded,
    RecordNeeded,
    RecordsPassed,
    Transmit,
    WakeAt,
)
from radio.frame import Span
from radio.record import AgedRecord, RecordName
from radio.status import SyncStatus
from radio.sync import SyncEngine

FIRST_BACKOFF_S = 1.0
LONGEST_BACKOFF_S = 30.0
"""So that a radio which returns is at work again within a minute."""

PAUSE_S = (0.2, 1.0)
"""Between two frames, beside their airtime: room for others to begin. Drawn, so that
hubs that wait for the same silence don't break it together."""

BUSY_POLL_S = 0.5
"""How soon to ask again a radio whose queue is full."""

logger = logging.getLogger(__name__)


class LinkState(Enum):
    """How it stands with the radio."""

    CONNECTING = "connecting"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The link at one moment. `why` it is down, in words; `sync` since the start."""

    state: LinkState
    why: str
    sync: SyncStatus
    heard_ago_s: dict[int, float] = field(default_factory=dict)

    def holders(self, name: RecordName) -> frozenset[int]:
        """The other hubs that are known to hold a record."""
        peers = self.sync.peers.items()
        return frozenset(hub for hub, peer in peers if peer.holds(name))


@dataclass(frozen=True, slots=True)
class _Lost:
    """A bearer says that it is gone."""

    connection: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Stop:
    """Wakes the loop, which is to end."""


Told = RecordAdded | RecordsPassed | RecordNeeded
"""What the hub tells the link."""

_Happening = Told | FrameHeard | ChannelUse | _Lost | _Stop


class Link:
    """One thread, one engine, one bearer at a time."""

    def __init__(
        self,
        engine: SyncEngine,
        open_bearer: OpenBearer,
        deliver: Callable[[AgedRecord, int], None],
        clock: Callable[[], float],
        rng: random.Random,
    ) -> None:
        """`deliver` gets a record and the hub that it came from, on the link's thread;
        `clock` is monotonic.

        `keep` may be set before the start: it is called on the link's thread, now and
        then, with what the next start's seal is to `restore`. So may `passed`, called
        with what other hubs say has passed, as far as the engine believes them.
        """
        self._engine = engine
        self._open_bearer = open_bearer
        self._deliver = deliver
        self._clock = clock
        self._rng = rng
        self.keep: Callable[[bytes], None] | None = None
        self.passed: Callable[[tuple[Span, ...]], None] | None = None
        self._inbox: queue.SimpleQueue[_Happening] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._wake_at = float("inf")
        self._connection = 0
        self._backoff_s = FIRST_BACKOFF_S
        self._status = LinkStatus(LinkState.CONNECTING, "", engine.status())
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, timeout_s: float = 3.0) -> None:
        """End the thread and let go of the radio; waits no longer than that."""
        self._stopping.set()
        self._inbox.put(_Stop())
        self._thread.join(timeout_s)

    def add(self, aged: AgedRecord) -> None:
        """A record is durable; from any thread."""
        self.tell(RecordAdded(aged))

    def tell(self, news: Told) -> None:
        """Something became of records; from any thread."""
        self._inbox.put(news)

    def status(self) -> LinkStatus:
        """From any thread: how it stands."""
        status = self._status
        now = self._clock()
        peers = status.sync.peers.items()
        ago = {hub: now - peer.heard_at for hub, peer in peers}
        return LinkStatus(status.state, status.why, status.sync, ago)

    # -- the supervised loop --------------------------------------------------

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._try_again()
            except Exception:
                logger.exception("the link failed; it starts again")
                self._stopping.wait(FIRST_BACKOFF_S)

    def _try_again(self) -> None:
        """One connection, from connecting to losing it, and the wait after it."""
        try:
            self._one_connection()
        except BearerDown as down:
            why = str(down)
        else:
            return  # asked to stop
        if self._status.state is LinkState.UP:
            self._backoff_s = FIRST_BACKOFF_S
        if why != self._status.why:
            logger.warning("radio: %s; trying again", why)
        self._handle(BearerLost(why), None)
        self._note(LinkState.DOWN, why)
        wait_s = self._backoff_s * self._rng.uniform(0.8, 1.2)
        self._backoff_s = min(2 * self._backoff_s, LONGEST_BACKOFF_S)
        self._work_without_radio(wait_s)

    def _one_connection(self) -> None:
        """Raises BearerDown when it ends, unless the link is to stop."""
        self._connection += 1
        bearer = self._open_bearer(self._inbox_of(self._connection))
        try:
            logger.info("radio: connected")
            self._handle(_up(bearer), None)
            self._note(LinkState.UP, "")
            self._work(bearer)
        finally:
            bearer.close()

    def _inbox_of(self, connection: int) -> BearerInbox:
        """What an earlier bearer says of its end says nothing of the next one."""
        return BearerInbox(
            heard=lambda *heard: self._inbox.put(FrameHeard(*heard)),
            lost=lambda reason: self._inbox.put(_Lost(connection, reason)),
            used=lambda *use: self._inbox.put(ChannelUse(*use)),
        )

    def _work(self, bearer: Bearer) -> None:
        """Until the bearer is lost or the link is to stop. Raises BearerDown."""
        free_at = self._clock()
        while not self._stopping.is_set():
            now = self._clock()
            if now >= free_at and self._wake_at <= now:
                if bearer.ready():
                    sent_s = self._handle(MayTransmit(), bearer)
                    free_at = now + self._pause_s(sent_s)
                else:
                    free_at = now + BUSY_POLL_S
                continue
            event = self._next_event(max(self._wake_at, free_at) - now)
            if isinstance(event, _Lost) and event.connection == self._connection:
                raise BearerDown(event.reason)
            if isinstance(event, Told | FrameHeard | ChannelUse):
                self._handle(event, bearer)

    def _pause_s(self, sent_s: float) -> float:
        return sent_s + self._rng.uniform(*PAUSE_S) if sent_s else 0.0

    def _work_without_radio(self, seconds: float) -> None:
        """Take in what the hub writes, for that long."""
        until = self._clock() + seconds
        while not self._stopping.is_set() and (left := until - self._clock()) > 0:
            event = self._next_event(left)
            if isinstance(event, Told | FrameHeard):
                self._handle(event, None)

    def _next_event(self, timeout_s: float) -> _Happening | None:
        try:
            return self._inbox.get(timeout=min(max(timeout_s, 0.0), 3600.0))
        except queue.Empty:
            return None

    def _handle(self, event: Event, bearer: Bearer | None) -> float:
        """Give the engine an event and do what it says; airtime sent, in seconds."""
        sent_s = 0.0
        for action in self._engine.handle(event, self._clock()):
            match action:
                case Transmit() if bearer is not None:
                    bearer.send(action.octets, action.hop_limit)
                    sent_s += bearer.airtime_s(len(action.octets))
                case Deliver():
                    self._take_in(action)
                case WakeAt():
                    self._wake_at = action.at
                case Keep() if self.keep is not None:
                    self.keep(action.octets)
                case RecordsPassed() if self.passed is not None:
                    self.passed(action.spans)
        self._note(self._status.state, self._status.why)
        return sent_s

    def _take_in(self, came: Deliver) -> None:
        """One record that can't be taken in is not to cost the others of its frame."""
        try:
            self._deliver(came.aged, came.sender)
        except Exception:
            logger.exception("a record from the radio could not be taken in")

    def _note(self, state: LinkState, why: str) -> None:
        before, now = self._status.sync, self._engine.status()
        if now.seal is not before.seal:
            logger.warning("radio: %s", now.seal.words)
        if now.impostors and not before.impostors:
            logger.error("radio: another hub speaks in our name: a copy of this card")
        self._status = LinkStatus(state, why, now)


def _up(bearer: Bearer) -> BearerUp:
    size = bearer.max_frame_bytes
    airtimes_s = tuple(bearer.airtime_s(each) for each in range(size + 1))
    return BearerUp(size, airtimes_s[-1], bearer.signing, bearer.duty_cycle, airtimes_s)
