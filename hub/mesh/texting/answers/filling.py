"""Fills an answer's slots, so that the whole fits one text."""

from __future__ import annotations

from hub.mesh.texting.answers.fitting import byte_length, shorten
from hub.mesh.texting.reading import printable
from radio.texts import MAX_TEXT_BYTES

_MAX_SLOT_BYTES = 48
"""Of what is put in beside a neighbour's words: a number, a category, several ids."""

_MAX_ID_BYTES = 12
"""Of a short id as it was typed, which stands in some answers four times."""


def fill(told: str, words: str = "", **slots: object) -> str:
    """The text with its slots filled; the words get what room there is left."""
    filled = {name: _slot(name, str(each)) for name, each in slots.items()}
    room = MAX_TEXT_BYTES - byte_length(told.format(words="", **filled))
    return told.format(words=shorten(on_one_line(words), room), **filled)


def on_one_line(words: str) -> str:
    """What can be printed of the words, with single spaces."""
    return " ".join(printable(words).split())


def _slot(name: str, value: str) -> str:
    most = _MAX_ID_BYTES if name == "id" else _MAX_SLOT_BYTES
    return shorten(on_one_line(value), most)
