"""Time passes for a hub that nobody looks at."""

from __future__ import annotations

import threading
from pathlib import Path

from hub.app import build_hub
from hub.rounds import LONGEST_CALL_S, Rounds
from hub.settings import read_settings
from hub.store.documents import LIVED
from hub.store.folder import FILE
from hub.store.rows import reading, texts_of
from tests.conftest import ManualClock
from tests.hub.test_service import WATER


def test_rounds_come_again_until_they_are_stopped() -> None:
    calls: list[int] = []
    thrice = threading.Event()

    def call() -> None:
        calls.append(len(calls))
        if len(calls) >= 3:
            thrice.set()

    rounds = Rounds(call, lambda: 0.0, every_s=0.001)
    rounds.start()
    assert thrice.wait(60)
    assert rounds.is_alive()
    rounds.stop()

    assert "rounds" not in [each.name for each in threading.enumerate()]
    assert not rounds.is_alive()


def test_a_call_that_never_comes_back_is_noticed(clock: ManualClock) -> None:
    called, go_on = threading.Event(), threading.Event()

    def hang() -> None:
        called.set()
        go_on.wait(60)

    rounds = Rounds(hang, lambda: clock.now, every_s=0.001)
    rounds.start()
    assert called.wait(60)
    assert rounds.is_alive()

    clock.now += LONGEST_CALL_S + 1

    assert not rounds.is_alive()
    go_on.set()
    rounds.stop()


def test_a_hub_that_ends_keeps_how_long_it_ran_once_it_has_a_post(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    given = {"data": str(data), "listen": "127.0.0.1:0", "name": "Elm"}

    for kept in (0, 1):  # nothing on its board, then a post
        hub = build_hub(read_settings(given, {}, None))
        if kept:
            hub.service.post(WATER, b"key")
        hub.close()

        with reading(data / FILE) as connection:
            assert len(list(texts_of(connection, LIVED))) == kept
