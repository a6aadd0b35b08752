"""Real messages of a disaster, none of which was written to a hub. What is understood
of them, by language, is the bench's to say (`python -m tests.bench_texts`)."""

from __future__ import annotations

import pytest

from hub.mesh.texting.commands import Command, Guess, Unclear
from hub.mesh.texting.parser import understand
from radio.training.__main__ import MESSAGES
from radio.training.texts import real_texts

pytestmark = pytest.mark.skipif(
    not MESSAGES.exists(), reason="the real messages are not beside this clone"
)

MOST_COMMANDS = 0.005
"""Some begin with what is a keyword here."""


@pytest.fixture(scope="module")
def said() -> list[Command]:
    return [understand(each.text).command for each in real_texts(MESSAGES)]


def test_real_messages_are_read_and_hardly_ever_taken_for_commands(
    said: list[Command],
) -> None:
    commands = [each for each in said if not isinstance(each, Guess | Unclear)]
    assert len(said) > 10_000
    assert len(commands) <= MOST_COMMANDS * len(said)


def test_a_good_part_of_them_is_offered_back_as_a_need(said: list[Command]) -> None:
    guesses = sum(isinstance(each, Guess) for each in said)
    assert guesses > len(said) / 4
