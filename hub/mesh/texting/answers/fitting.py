"""Makes words fit into the bytes of a text, without breaking a character apart."""

from __future__ import annotations

import unicodedata

from radio.texts import MAX_TEXT_BYTES

ELLIPSIS = "…"

_JOINERS = "\u200d\u200c\u2060"
_WORD_AT_LEAST = 0.6
"""A cut goes back to the end of a word while this share of the text is left."""


def shorten(text: str, most_bytes: int) -> str:
    """The text, or its beginning and an ellipsis, in at most so many bytes."""
    if byte_length(text) <= most_bytes:
        return text
    room = most_bytes - byte_length(ELLIPSIS)
    return beginning(text, room) + ELLIPSIS if room >= 0 else ""


def beginning(text: str, most_bytes: int) -> str:
    """As much of the text as fits: up to the end of a word, or else of a character
    with all its marks."""
    end = _fitting(text, most_bytes)
    if end == len(text):
        return text
    space = text.rfind(" ", 0, end + 1)
    if space >= end * _WORD_AT_LEAST:
        end = space
    while end and _joined(text, end):
        end -= 1
    return text[:end].rstrip()


def parts(text: str) -> tuple[str, ...]:
    """The text in as many as it takes; each but the last ends with an ellipsis."""
    cut: list[str] = []
    room = MAX_TEXT_BYTES - byte_length(ELLIPSIS)
    while byte_length(text) > MAX_TEXT_BYTES:
        # One character of many marks can be longer than a text: it goes in pieces.
        start = beginning(text, room) or text[: _fitting(text, room)]
        cut.append(start + ELLIPSIS)
        text = text[len(start) :].strip()
    return (*cut, text)


def byte_length(text: str) -> int:
    """Bytes on the air."""
    return len(text.encode())


def _fitting(text: str, most_bytes: int) -> int:
    """How many characters have at most so many bytes."""
    taken = 0
    for place, character in enumerate(text):
        taken += byte_length(character)
        if taken > most_bytes:
            return place
    return len(text)


def _joined(text: str, place: int) -> bool:
    """Whether what stands before and after that place shows as one character."""
    if place >= len(text):
        return False
    before, after = text[place - 1], text[place]
    if unicodedata.category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if after in _JOINERS or before == "\u200d":
        return True
    return _is_flag(after) and _flags_before(text, place) % 2 == 1


def _flags_before(text: str, place: int) -> int:
    count = 0
    while count < place and _is_flag(text[place - count - 1]):
        count += 1
    return count


def _is_flag(character: str) -> bool:
    """Flags are written as two letters of their own."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"
