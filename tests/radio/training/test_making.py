"""The same texts make the same model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from radio.textmodel import packing
from radio.textmodel.modelfile import read
from radio.training.__main__ import MESSAGES
from radio.training.making import Recipe, make
from radio.training.texts import Text, own_texts, real_texts

HOUSE = Path(__file__).parents[3]
SMALL = Recipe(room=60_000, lessons=16, rounds=2)
PROGRAM = """
from hashlib import sha256
from tests.radio.training.test_making import SMALL, few
from radio.training.making import make
print(sha256(make(few(), SMALL)).hexdigest())
"""


def few() -> list[Text]:
    """Some of our own messages, half of them as if they were real."""
    texts = own_texts()[::70]
    return [
        Text(each.language, each.text, own=bool(at % 2), group=at // 2)
        for at, each in enumerate(texts)
    ]


def test_a_model_is_the_same_whatever_seed_hashes_have() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


def test_a_model_packs_what_it_was_made_from_and_what_it_was_not() -> None:
    texts = few()
    model = read(make(texts, SMALL))
    for text in (texts[0].text, texts[1].text, "Ünheard of, ŝo to say: 水 🚰"):
        assert packing.unpack(packing.pack(text, model), model) == text


def test_room_is_kept_to() -> None:
    small, large = (
        len(make(few(), Recipe(room=room, lessons=0))) for room in (10_000, 20_000)
    )

    assert 0 < large - small <= 10_200


def test_the_real_messages_are_read_in_groups_of_translations() -> None:
    if not MESSAGES.exists():
        pytest.skip(f"needs {MESSAGES}, which is not part of the repository")
    texts = real_texts(MESSAGES)

    assert {text.language for text in texts} == {"en", "ht"}
    assert len({text.group for text in texts}) == sum(t.language == "en" for t in texts)
