"""The desk's thread: it answers, it outlives errors, and it keeps what it heard."""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hub.mesh.texting.attendant import MAX_WAITING, Attendant
from hub.mesh.texting.commands import Said
from hub.mesh.texting.desk import Desk
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.parser import understand
from hub.mesh.texting.surroundings import Surroundings, Understanding
from hub.service import Clocks, HubService
from hub.store.ledger import TinyLedger
from radio.texts import TextHeard, TextToSend, ToSay, Way

PATIENCE_S = 30.0
Make = Callable[..., Attendant]


def _heard(packet: int, text: str) -> TextHeard:
    return TextHeard(0xA1, packet, text, Way.DIRECT, verified=True)


@pytest.fixture
def said() -> queue.Queue[TextToSend]:
    return queue.Queue()


@pytest.fixture
def make(
    service: HubService, ledger: TinyLedger, said: queue.Queue[TextToSend]
) -> Iterator[Make]:
    made: list[Attendant] = []

    def hand_over(text: ToSay) -> None:
        assert isinstance(text, TextToSend)
        said.put(text)

    def attendant(
        reading: Understanding = understand,
        chores: Callable[[], None] = lambda: None,
        rng: random.Random | None = None,
    ) -> Attendant:
        clocks = Clocks(time.time, time.monotonic)
        around = Surroundings(reading, list, rng or random.Random(1))
        desk = Desk(service, Neighbours(ledger, clocks), around)
        made.append(Attendant(desk, hand_over, time.monotonic, chores))
        return made[-1]

    yield attendant
    for each in made:
        each.stop()


def test_a_text_is_answered(make: Make, said: queue.Queue[TextToSend]) -> None:
    attendant = make()
    attendant.start()
    attendant.hear(_heard(1, "NEED water"))

    assert "water" in said.get(timeout=PATIENCE_S).text


def test_an_error_costs_one_text_and_tells_nobodys_words(
    make: Make, said: queue.Queue[TextToSend], caplog: pytest.LogCaptureFixture
) -> None:
    def reading(text: str, *, by_person: bool = False) -> Said:
        if "private" in text:
            raise ValueError(text)
        return understand(text, by_person=by_person)

    attendant = make(reading)
    attendant.start()
    with caplog.at_level(logging.ERROR):
        attendant.hear(_heard(1, "NEED something private"))
        attendant.hear(_heard(2, "HELP"))

        assert "NEED" in said.get(timeout=PATIENCE_S).text
    assert "ValueError" in caplog.text
    assert "something" not in caplog.text


def test_who_hears_texts_never_waits(make: Make) -> None:
    attendant = make()  # not started: nobody takes them
    for number in range(10 * MAX_WAITING):
        attendant.hear(_heard(number, "LIST"))

    attendant.start()
    attendant.stop(PATIENCE_S)
    assert not any(each.name == "desk" for each in threading.enumerate())


def test_chores_are_done_on_the_desks_thread(make: Make) -> None:
    names: queue.Queue[str] = queue.Queue()
    make(chores=lambda: names.put(threading.current_thread().name)).start()

    assert names.get(timeout=PATIENCE_S) == "desk"


class _NoDelay(random.Random):
    """Draws the first turn."""

    def random(self) -> float:
        return 0.0


def test_what_was_heard_before_the_end_is_answered(
    make: Make, said: queue.Queue[TextToSend]
) -> None:
    attendant = make(rng=_NoDelay())
    attendant.hear(_heard(1, "NEED water"))
    attendant.hear(_heard(2, "OFFER soup"))
    attendant.hear(TextHeard(0xA2, 3, "NEED bread", Way.CHANNEL, verified=False))
    attendant.start()
    attendant.stop(PATIENCE_S)

    answered = {said.get_nowait().answers for _ in range(3)}
    assert answered == {1, 2, 3}
