"""A hub begins anew by itself: first what is to be done before, then the end, once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from hub import anew
from hub.anew import BeginAnew


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """When the signal of a supervisor came; without the moment before it."""
    monkeypatch.setattr(anew, "MOMENT_S", 0.0)
    came = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: came.set())
    yield came
    signal.signal(signal.SIGTERM, before)


def test_a_hub_that_begins_anew_ends_once_and_knows_why(
    ended: threading.Event,
) -> None:
    begins, done, both = BeginAnew(), list[bool](), threading.Event()

    def first() -> None:
        assert both.wait(30)
        done.append(begins.is_due)

    for _ in range(2):
        begins.soon(first)
    assert begins.is_asked
    both.set()

    assert ended.wait(30)
    assert done == [False]
    assert begins.is_due
