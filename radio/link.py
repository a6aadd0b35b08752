"""Runs the sync engine on one thread and owns the bearer: comes back by itself.

The supervised loop outlives every error: nowhere else is `except` as broad.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import replace

from radio.bearer import Bearer, BearerDown, OpenBearer
from radio.events import (
    BearerLost,
    BearerUp,
    Deliver,
    Event,
    Keep,
    MayTransmit,
    RecordAdded,
    RecordsPassed,
    Transmit,
    WakeAt,
)
from radio.frame import Span
from radio.link_inbox import LinkInbox, Lost, Stop, Told
from radio.link_status import LinkState, LinkStatus
from radio.liveness import Liveness
from radio.radio_state import RadioState
from radio.record import AgedRecord
from radio.saying import Saying
from radio.sync import SyncEngine
from radio.texts import TextHeard, TextToDrop, TextToSend, ToSay

FIRST_BACKOFF_S = 1.0
LONGEST_BACKOFF_S = 15.0
"""So that a radio which returns is at work again within a minute, even if it needs half
of that to start and to tell of itself."""

PAUSE_S = (0.2, 1.0)
"""Between two frames, beside their airtime: room for others to begin. Drawn, so that
hubs that wait for the same silence don't break it together."""

BUSY_POLL_S = 0.5
"""How soon to ask again a radio whose queue is full."""

CHECK_EVERY_S = 5.0
"""How often to look whether the radio is still there, while nothing is to be sent."""

LONGEST_TURN_S = 30.0
"""What comes at once may take so long: a worn memory card can think for seconds."""

LONGEST_OPENING_S = 120.0
"""To find a radio's name, to connect, and to be told of its settings."""

logger = logging.getLogger(__name__)


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
        with what other hubs say has passed, as far as the engine believes them, and
        `texts`, called with what people say by text; it is to return at once.
        """
        self._engine = engine
        self._open_bearer = open_bearer
        self._deliver = deliver
        self._clock = clock
        self._rng = rng
        self.keep: Callable[[bytes], None] | None = None
        self.passed: Callable[[tuple[Span, ...]], None] | None = None
        self.texts: Callable[[TextHeard], None] | None = None
        self._saying = Saying(engine)
        self._inbox = LinkInbox()
        self._stopping = threading.Event()
        self._liveness = Liveness(clock)
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
        self._inbox.put(Stop())
        self._thread.join(timeout_s)

    def is_alive(self) -> bool:
        """From any thread: whether the link's own still comes round."""
        return self._thread.is_alive() and not self._liveness.is_late()

    def add(self, aged: AgedRecord) -> None:
        """A record is durable; from any thread."""
        self.tell(RecordAdded(aged))

    def tell(self, news: Told) -> None:
        """Something became of records; from any thread."""
        self._inbox.put(news)

    def say(self, text: ToSay) -> None:
        """Have a text said to people, in its turn, or not said after all; from any
        thread."""
        self._inbox.put(text)

    def status(self) -> LinkStatus:
        """From any thread: how it stands."""
        status, now = self._status, self._clock()
        peers = status.sync.peers.items()
        ago = {hub: now - peer.heard_at for hub, peer in peers}
        heard_at = status.radio.heard_at if status.radio else None
        return replace(
            status,
            heard_ago_s=ago,
            radio_heard_ago_s=None if heard_at is None else now - heard_at,
        )

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
        self._saying.down(self._clock())
        self._handle(BearerLost(why), None)
        self._note(LinkState.DOWN, why)
        wait_s = self._backoff_s * self._rng.uniform(0.8, 1.2)
        self._backoff_s = min(2 * self._backoff_s, LONGEST_BACKOFF_S)
        self._work_without_radio(wait_s)

    def _one_connection(self) -> None:
        """Raises BearerDown when it ends, unless the link is to stop."""
        self._connection += 1
        self._liveness.back_within(LONGEST_OPENING_S)
        bearer = self._open_bearer(self._inbox.of(self._connection))
        try:
            logger.info("radio: connected")
            self._saying.up(self._clock())
            self._handle(_up(bearer), None)
            self._note(LinkState.UP, "", bearer.state())
            self._work(bearer)
        finally:
            bearer.close()

    def _work(self, bearer: Bearer) -> None:
        """Until the bearer is lost or the link is to stop. Raises BearerDown."""
        free_at = check_at = self._clock()
        while not self._stopping.is_set():
            self._liveness.back_within(LONGEST_TURN_S)
            now = self._clock()
            if now >= check_at:
                bearer.check()
                self._note(LinkState.UP, "", bearer.state())
                check_at = now + CHECK_EVERY_S
            due_at = min(self._wake_at, self._saying.wakes_at(now))
            if now >= free_at and due_at <= now:
                free_at = now + self._take_turn(bearer, now)
                continue
            self._take_next(bearer, min(max(due_at, free_at), check_at) - now)

    def _take_turn(self, bearer: Bearer, now: float) -> float:
        """Say a frame or a text; in how many seconds there may be a next one."""
        if not bearer.ready():
            return BUSY_POLL_S
        if self._saying.is_due(now, frame_is_due=self._wake_at <= now):
            sent_s = self._saying.say(bearer, now)
            self._note(LinkState.UP, "")
        else:
            self._saying.frame_had_its_turn()
            sent_s = self._handle(MayTransmit(), bearer)
        return sent_s + self._rng.uniform(*PAUSE_S) if sent_s else 0.0

    def _work_without_radio(self, seconds: float) -> None:
        """Take in what the hub writes, for that long."""
        until = self._clock() + seconds
        while not self._stopping.is_set() and (left := until - self._clock()) > 0:
            self._take_next(None, left)

    def _take_next(self, bearer: Bearer | None, timeout_s: float) -> None:
        """Wait for what happens next. Raises BearerDown when it is the bearer's end."""
        self._liveness.back_within(max(timeout_s, 0.0) + LONGEST_TURN_S)
        event = self._inbox.next(timeout_s)
        match event:
            case Lost():
                if bearer is not None and event.connection == self._connection:
                    raise BearerDown(event.reason)
            case TextToSend():
                self._saying.add(event, self._clock())
                self._note(self._status.state, self._status.why)
            case TextToDrop():
                self._saying.drop(event)
                self._note(self._status.state, self._status.why)
            case TextHeard():
                self._give(event)
            case None | Stop():
                pass
            case _:
                self._handle(event, bearer)

    def _give(self, text: TextHeard) -> None:
        """A text that can't be taken in is not to cost the radio."""
        if self.texts is None:
            return
        try:
            self.texts(text)
        except Exception:
            logger.exception("a text from the radio could not be taken in")

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

    def _note(
        self, state: LinkState, why: str, radio: RadioState | None = None
    ) -> None:
        before, now = self._status.sync, self._engine.status()
        if now.seal is not before.seal:
            logger.warning("radio: %s", now.seal.words)
        if now.impostors and not before.impostors:
            logger.error("radio: another hub speaks in our name: a copy of this card")
        last = radio or self._status.radio
        texts = self._saying.status()
        self._status = LinkStatus(state, why, now, radio=last, texts=texts)


def _up(bearer: Bearer) -> BearerUp:
    size = bearer.max_frame_bytes
    airtimes_s = tuple(bearer.airtime_s(each) for each in range(size + 1))
    return BearerUp(size, airtimes_s[-1], bearer.signing, bearer.duty_cycle, airtimes_s)
