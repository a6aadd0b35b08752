"""What a page says, before a language is chosen: values that no language enters.

Presenters are pure and make phrases; a Wording turns them into words at the edge,
where the language of the request is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, 0 to 1; each language writes percents its own way."""

    value: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to say: its English, by which the catalogues know it, and its parts.

    `many` is the English for several, where `count` decides which form is said.
    """

    text: str
    parts: tuple[tuple[str, Part], ...] = ()
    many: str = ""
    count: int = 1

    def __str__(self) -> NoReturn:
        """Refuse: English would slip into pages of every language."""
        raise TypeError(f"{self.text!r} needs a Wording to be said")


Part = Phrase | Share | int | str
Words = Phrase | str
"""A str was written by a neighbour or a machine and is shown as it is."""


def phrase(text: str, /, **parts: Part) -> Phrase:
    """A phrase with `parts` in the places of their %(names)s."""
    return Phrase(text, tuple(parts.items()))


def plural(one: str, many: str, count: int, /, **parts: Part) -> Phrase:
    """A phrase that depends on %(count)s."""
    return Phrase(one, (("count", count), *parts.items()), many, count)
