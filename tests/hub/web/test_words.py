"""There is a word for everything that a page may have to say."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Urgency
from hub.domain.checks import Problem
from hub.domain.expiry import State
from hub.web import problem_words, radio_words, status_words, words
from radio.budget import Hold
from radio.priority import Priority
from radio.radio_state import Concern


@pytest.mark.parametrize(
    ("values", "table"),
    [
        (Kind, words.KINDS),
        (Urgency, words.URGENCIES),
        (State, words.STATES),
        (Problem, problem_words.PROBLEMS),
        (Priority, status_words.KINDS_WAITING),
        (Hold, status_words.HOLDS),
        (Concern, radio_words.CONCERNS),
    ],
)
def test_every_value_has_its_words(values: type[Enum], table: Any) -> None:
    assert set(table) == set(values)
    assert all(table.values())


def test_every_category_has_its_words() -> None:
    assert set(words.CATEGORIES) == set(CATEGORIES)
