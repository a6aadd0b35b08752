"""Passphrases: taken however they are spaced, refused where they are easy to guess."""

from __future__ import annotations

import pytest

from hub.domain.passphrases import (
    PhraseHash,
    Weakness,
    WeakPassphrase,
    check_passphrase,
)

SALT = bytes(16)


@pytest.mark.parametrize(
    "typed",
    [
        "lamp otter window nine",
        "  Lamp  otter WINDOW nine ",
        "\uff4camp otter window nine",
    ],
)
def test_a_passphrase_is_known_however_it_is_spaced(typed: str) -> None:
    kept = PhraseHash.of("lamp otter window nine", SALT)

    assert kept.matches(typed)
    assert not kept.matches("lamp otter window ten")


@pytest.mark.parametrize(
    ("typed", "weakness"),
    [
        ("", Weakness.SHORT),
        ("eleven sigs", Weakness.SHORT),
        ("            a", Weakness.SHORT),
        ("x" * 201, Weakness.LONG),
        ("aaaaaaaaaaaaaaaa", Weakness.PLAIN),
        ("abababababab", Weakness.PLAIN),
        ("porchlight password", Weakness.PLAIN),
        ("1234567890123", Weakness.PLAIN),
        ("Fourteen Elm Street", Weakness.PLAIN),
        ("Fourteen Elm Street 1", Weakness.PLAIN),
    ],
)
def test_what_is_easy_to_guess_is_refused_and_said_why(
    typed: str, weakness: Weakness
) -> None:
    with pytest.raises(WeakPassphrase) as refused:
        check_passphrase(typed, ["Fourteen Elm Street", "Al"])

    assert refused.value.weakness is weakness
    assert typed not in str(refused.value) or not typed


@pytest.mark.parametrize(
    "typed",
    [
        "lamp otter window nine",
        "alles neu macht der Mai",
        "月亮照着小河边",
        "مصباح قديم ونافذة",
    ],
)
def test_a_few_words_that_don_t_belong_together_are_enough(typed: str) -> None:
    check_passphrase(typed, ["14 Elm St", "Al"])
