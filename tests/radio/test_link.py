"""The link: one engine, a bearer that fails in every way, and back again."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from radio.bearer import Bearer, BearerDown, BearerInbox
from radio.budget import Hold
from radio.codec import decode
from radio.frame import PassedFrame, RecordsFrame, Span
from radio.link import LONGEST_TURN_S, Link
from radio.link_status import LinkState
from radio.pace import SyncTimes
from radio.padding import UNSIGNED
from radio.radio_state import RadioState
from radio.record import AgedRecord, Record
from radio.seal import SealState, unseal
from radio.sync import SyncEngine
from radio.texts import TextHeard, TextToDrop, TextToSend, Way
from tests.radio.seals import Numbers, Speaker, keyring, seal_of

PATIENCE_S = 30.0
QUICK = SyncTimes(shortest_packet_s=0.01)


class LoopbackBearer:
    """Fills the `Bearer` port without a radio; what is sent is kept."""

    max_frame_bytes = 231
    signing = UNSIGNED
    duty_cycle = 1.0

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.hop_limits: list[int | None] = []
        self.closed = threading.Event()
        self.said: list[TextToSend] = []
        self.room = True
        self.failing = False
        self.silent = False
        self.has_neighbours = True

    def airtime_s(self, frame_bytes: int) -> float:
        return 0.001 * frame_bytes / 100

    def ready(self) -> bool:
        return self.room

    def send(self, frame: bytes, hop_limit: int | None = None) -> None:
        if self.failing:
            raise BearerDown("cable pulled while sending")
        self.sent.append(frame)
        self.hop_limits.append(hop_limit)

    def text_airtime_s(self, text: TextToSend) -> float | None:
        has_way = text.to is not None or self.has_neighbours
        return 0.01 if has_way else None

    def send_text(self, text: TextToSend) -> None:
        if self.failing:
            raise BearerDown("cable pulled while sending")
        self.said.append(text)

    def check(self) -> None:
        if self.silent:
            raise BearerDown("it has fallen silent")

    def state(self) -> RadioState:
        return RadioState(firmware="2.7.26")

    def close(self) -> None:
        self.closed.set()

    def records(self) -> list[bytes]:
        opened = [unseal(each, keyring()) for each in self.sent]
        frames = [decode(each.head, each.sender, each.body) for each in opened]
        return [
            aged.record.payload
            for frame in frames
            if isinstance(frame, RecordsFrame)
            for aged in frame.records
        ]


class Opening:
    """Opens what a test has laid out: bearers, or exceptions to raise."""

    def __init__(self, *outcomes: LoopbackBearer | BaseException) -> None:
        self.outcomes = list(outcomes)
        self.inbox: BearerInbox | None = None
        self.inboxes: list[BearerInbox] = []
        self.opened = 0

    def __call__(self, inbox: BearerInbox) -> Bearer:
        self.inbox = inbox
        self.inboxes.append(inbox)
        self.opened += 1
        outcome = self.outcomes.pop(0) if self.outcomes else BearerDown("nothing left")
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


@contextmanager
def _running(
    opening: Opening,
    deliver: Callable[[AgedRecord], None] | None = None,
    numbers: Numbers | None = None,
) -> Iterator[Link]:
    rng = random.Random(1)
    engine = SyncEngine(seal_of(1, numbers), [], time.monotonic(), rng, QUICK)
    link = Link(engine, opening, deliver or (lambda _aged: None), time.monotonic, rng)
    link.start()
    yield link
    link.stop()


def _wait(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until, "never came"
        time.sleep(0.005)


def _aged(sequence: int, origin: int = 1) -> AgedRecord:
    return AgedRecord(Record(origin, sequence, b"record %d" % sequence), 0.0)


def test_a_record_that_is_added_is_sent() -> None:
    bearer = LoopbackBearer()
    with _running(Opening(bearer)) as link:
        link.add(_aged(1))

        _wait(lambda: bearer.records() == [b"record 1"])
        assert link.status().state is LinkState.UP


def test_what_is_heard_is_delivered() -> None:
    delivered: list[AgedRecord] = []
    opening = Opening(LoopbackBearer())
    with _running(opening, lambda aged, _sender: delivered.append(aged)) as link:
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        frame = RecordsFrame(2, (_aged(1, origin=2),))
        opening.inbox.heard(Speaker().says(frame), 0)

        _wait(lambda: delivered == [_aged(1, origin=2)])
        assert set(link.status().heard_ago_s) == {2}


def test_what_others_say_has_passed_is_handed_on() -> None:
    said: list[tuple[Span, ...]] = []
    opening = Opening(LoopbackBearer())
    with _running(opening) as link:
        link.passed = said.append
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        link.add(_aged(4, origin=2))
        frame = PassedFrame(2, (Span(2, 1, 3),))
        opening.inbox.heard(Speaker().says(frame), 0)

        _wait(lambda: said == [(Span(2, 1, 3),)])


def test_a_radio_that_is_missing_is_tried_again_and_what_waited_is_sent() -> None:
    bearer = LoopbackBearer()
    with _running(Opening(BearerDown("no such radio"), bearer)) as link:
        _wait(lambda: link.status().state is LinkState.DOWN)
        assert link.status().why == "no such radio"
        link.add(_aged(1))

        _wait(lambda: bearer.records() == [b"record 1"])
        assert link.status().why == ""


def test_what_the_radio_tells_of_the_channel_holds_posts_back() -> None:
    opening = Opening(LoopbackBearer())
    with _running(opening) as link:
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        opening.inbox.used(0.6, 0.01)

        link.add(_aged(1))

        _wait(lambda: link.status().sync.budget.held_back is Hold.CHANNEL)
        assert link.status().sync.waiting == 1


def test_a_lost_radio_is_closed_and_another_is_opened() -> None:
    first, second = LoopbackBearer(), LoopbackBearer()
    opening = Opening(first, second)
    with _running(opening) as link:
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        opening.inbox.lost("cable pulled")

        _wait(first.closed.is_set)
        link.add(_aged(1))
        _wait(lambda: second.records() == [b"record 1"])


def test_a_radio_that_fails_while_sending_is_closed_and_comes_back() -> None:
    first, second = LoopbackBearer(), LoopbackBearer()
    first.failing = True
    with _running(Opening(first, second)) as link:
        link.add(_aged(1))

        _wait(first.closed.is_set)
        link.add(_aged(2))
        _wait(lambda: b"record 2" in second.records())


def test_what_an_old_radio_says_of_its_end_does_not_end_the_new_one() -> None:
    first, second = LoopbackBearer(), LoopbackBearer()
    opening = Opening(first, second)
    with _running(opening) as link:
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        opening.inbox.lost("cable pulled")
        _wait(lambda: opening.opened == 2)
        for _ in range(3):
            opening.inboxes[0].lost("cable pulled, again")
        link.add(_aged(1))

        _wait(lambda: second.records() == [b"record 1"])
        assert not second.closed.is_set()


def test_an_error_that_nobody_foresaw_does_not_end_the_loop() -> None:
    bearer = LoopbackBearer()
    with _running(Opening(ZeroDivisionError("surprise"), bearer)) as link:
        link.add(_aged(1))

        _wait(lambda: bearer.records() == [b"record 1"])


def test_an_error_while_the_radio_is_away_does_not_end_the_loop() -> None:
    bearer = LoopbackBearer()
    delivered: list[AgedRecord] = []

    def deliver(aged: AgedRecord, _sender: int) -> None:
        if not delivered:
            delivered.append(aged)
            raise ZeroDivisionError("surprise")

    opening = Opening(BearerDown("away"), bearer)
    with _running(opening, deliver) as link:
        _wait(lambda: link.status().state is LinkState.DOWN)
        assert opening.inbox is not None
        frame = RecordsFrame(2, (_aged(1, origin=2),))
        opening.inbox.heard(Speaker().says(frame), 0)
        _wait(lambda: bool(delivered))
        link.add(_aged(1))

        _wait(lambda: bearer.records() == [b"record 1"])


def test_a_radio_with_a_full_queue_is_left_alone_until_there_is_room() -> None:
    bearer = LoopbackBearer()
    bearer.room = False
    with _running(Opening(bearer)) as link:
        link.add(_aged(1))
        _wait(lambda: link.status().sync.waiting == 1)
        assert bearer.sent == []

        bearer.room = True

        _wait(lambda: bearer.records() == [b"record 1"])


def test_stopped_it_lets_go_of_the_radio() -> None:
    bearer = LoopbackBearer()
    with _running(Opening(bearer)) as link:
        _wait(lambda: link.status().state is LinkState.UP)

    assert bearer.closed.is_set()


def test_a_hub_that_can_seal_nothing_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bearer, numbers = LoopbackBearer(), Numbers()
    numbers.refusing = True
    with _running(Opening(bearer), numbers=numbers) as link:
        link.add(_aged(1))

        _wait(lambda: link.status().sync.seal is SealState.CANNOT_RESERVE)
        link.add(_aged(2))
        _wait(lambda: link.status().sync.records == 2)

    assert bearer.sent == []
    assert [SealState.CANNOT_RESERVE.words in each for each in caplog.messages] == [
        True
    ]


def test_a_text_that_is_heard_is_given_on_the_links_thread() -> None:
    given: list[tuple[TextHeard, str]] = []
    opening = Opening(LoopbackBearer())
    text = TextHeard(7, 1, "LIST", Way.DIRECT, verified=True)
    with _running(opening) as link:
        link.texts = lambda each: given.append((each, threading.current_thread().name))
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        opening.inbox.text(text)

        _wait(lambda: given == [(text, "link")])


def test_a_text_that_cant_be_taken_in_costs_nothing_else() -> None:
    bearer = LoopbackBearer()
    opening = Opening(bearer)
    text = TextHeard(7, 1, "LIST", Way.DIRECT, verified=True)

    def fail(_text: TextHeard) -> None:
        raise ZeroDivisionError("surprise")

    with _running(opening) as link:
        link.texts = fail
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        opening.inbox.text(text)
        link.add(_aged(1))

        _wait(lambda: bearer.records() == [b"record 1"])
        assert opening.opened == 1


def test_what_is_to_be_said_is_said_and_costs_airtime() -> None:
    bearer = LoopbackBearer()
    with _running(Opening(bearer)) as link:
        link.say(TextToSend("posted", 7, answers=1))

        _wait(lambda: bearer.said == [TextToSend("posted", 7, answers=1)])
        _wait(lambda: link.status().sync.budget.used_share > 0)
        assert link.status().texts.waiting == 0


def test_what_is_said_while_the_radio_is_away_is_said_when_it_is_back() -> None:
    bearer = LoopbackBearer()
    with _running(Opening(BearerDown("away"), bearer)) as link:
        _wait(lambda: link.status().state is LinkState.DOWN)
        link.say(TextToSend("flood", urgent=True))
        _wait(lambda: link.status().texts.urgent == 1)

        _wait(lambda: bearer.said == [TextToSend("flood", urgent=True)])


def test_what_is_dropped_while_it_waits_is_never_said() -> None:
    bearer = LoopbackBearer()
    with _running(Opening(BearerDown("away"), bearer)) as link:
        _wait(lambda: link.status().state is LinkState.DOWN)
        link.say(TextToSend("on the board", answers=1))
        link.say(TextToDrop(1))
        link.say(TextToSend("news"))

        _wait(lambda: bearer.said == [TextToSend("news")])
        assert link.status().texts.dropped == 0


def test_an_answer_waits_on_whatever_a_hub_is_heard_to_answer() -> None:
    """Only the desk knows whether that is the last word."""
    bearer = LoopbackBearer()
    opening = Opening(bearer)
    given: list[TextHeard] = []
    heard = TextHeard(9, 2, "no such post", Way.CHANNEL, False, 1, from_hub=True)
    with _running(opening) as link:
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        link.texts = given.append
        bearer.room = False
        link.say(TextToSend("claimed", answers=1))
        opening.inbox.text(heard)
        _wait(lambda: given == [heard])
        bearer.room = True

        _wait(lambda: bearer.said == [TextToSend("claimed", answers=1)])


def test_a_text_that_the_radio_fails_to_take_is_said_by_the_next() -> None:
    first, second = LoopbackBearer(), LoopbackBearer()
    first.failing = True
    with _running(Opening(first, second)) as link:
        link.say(TextToSend("posted", 7))

        _wait(lambda: second.said == [TextToSend("posted", 7)])


def test_a_text_that_the_radio_gives_back_is_said_again() -> None:
    bearer = LoopbackBearer()
    opening = Opening(bearer)
    with _running(opening) as link:
        link.say(TextToSend("posted", 7))
        _wait(lambda: len(bearer.said) == 1)
        assert opening.inbox is not None
        opening.inbox.refused(bearer.said[0])

        _wait(lambda: bearer.said == [TextToSend("posted", 7)] * 2)


def test_what_no_channel_can_carry_is_counted_and_holds_up_nothing() -> None:
    bearer = LoopbackBearer()
    bearer.has_neighbours = False
    with _running(Opening(bearer)) as link:
        link.say(TextToSend("news for all"))
        link.say(TextToSend("posted", 7))

        _wait(lambda: bearer.said == [TextToSend("posted", 7)])
        assert link.status().texts.dropped == 1


def test_a_radio_that_falls_silent_is_closed_and_another_is_opened() -> None:
    first, second = LoopbackBearer(), LoopbackBearer()
    with _running(Opening(first, second)) as link:
        _wait(lambda: link.status().state is LinkState.UP)
        first.silent = True

        _wait(first.closed.is_set)
        link.add(_aged(1))
        _wait(lambda: second.records() == [b"record 1"])


def test_the_radios_state_is_known_and_outlives_it() -> None:
    opening = Opening(LoopbackBearer())
    with _running(opening) as link:
        _wait(lambda: link.status().state is LinkState.UP)
        assert opening.inbox is not None
        opening.inbox.lost("cable pulled")

        _wait(lambda: link.status().state is LinkState.DOWN)
        assert link.status().radio == RadioState(firmware="2.7.26")


class HangingBearer(LoopbackBearer):
    """A radio at which the link's thread hangs, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()
        self.hangs = threading.Event()

    def check(self) -> None:
        self.hangs.set()
        self.release.wait(PATIENCE_S)


def test_a_link_that_hangs_at_its_radio_is_not_alive() -> None:
    ahead_s = 0.0
    rng, bearer = random.Random(1), HangingBearer()
    engine = SyncEngine(seal_of(1), [], time.monotonic(), rng, QUICK)
    link = Link(
        engine,
        Opening(bearer),
        lambda _aged, _sender: None,
        lambda: time.monotonic() + ahead_s,
        rng,
    )
    assert not link.is_alive()  # its thread has not begun

    link.start()
    assert bearer.hangs.wait(PATIENCE_S)
    assert link.is_alive()  # it may yet come back
    ahead_s = LONGEST_TURN_S + 1
    assert not link.is_alive()

    bearer.release.set()
    _wait(link.is_alive)
    link.stop()
    assert not link.is_alive()


def test_a_link_that_tries_in_vain_is_alive_all_the_same() -> None:
    with _running(Opening()) as link:  # no radio ever
        _wait(lambda: link.status().state is LinkState.DOWN)

        assert link.is_alive()
