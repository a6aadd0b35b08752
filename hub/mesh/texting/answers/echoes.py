"""Tells texts that a hub wrote, in any language, from what people write.

Two hubs, or a hub and a radio that repeats it, must not answer each other: what this
finds is no command, and no answer is due to it.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

from hub.mesh.texting.answers.languages import WORDINGS
from hub.mesh.texting.answers.wording import Wording
from hub.mesh.texting.reading import MAX_CHARACTERS
from hub.mesh.texting.short_ids import DIGITS, LETTERS, LONGEST, SHORTEST

_NO_TEXTS = frozenset({"code", "need", "offer", "taken"})
_LIKE_PEOPLE = frozenset({"alert", "alert_over"})
"""Anybody may begin with "ALERT:"."""

_SLOT = re.compile(r"\\{(\w+)\\}")
_SHORT_ID = f"[{LETTERS}][{LETTERS}{DIGITS}]{{{SHORTEST - 1},{LONGEST - 1}}}"
_ANY_ID = r"\S{1,12}"
_NUMBERS = frozenset({"count", "minutes", "most"})


def is_answer(text: str) -> bool:
    """Whether the text is one of the hub's, with anything in its slots."""
    beginning = text[:MAX_CHARACTERS].strip()
    return any(each.fullmatch(beginning) for each in _patterns())


def posted_as(text: str) -> str | None:
    """The short id, where the text is a hub's that something is on the board."""
    beginning = text[:MAX_CHARACTERS].strip()
    for each in _told("posted", "posted_already"):
        found = each.fullmatch(beginning)
        if found:
            return found["id"]
    return None


def is_alert(text: str) -> bool:
    """Whether the text may be an alert that a hub says, or its end. Anybody may begin
    a text so."""
    beginning = text[:MAX_CHARACTERS].strip()
    return any(each.fullmatch(beginning) for each in _told("alert", "alert_over"))


def says_no_such(text: str) -> bool:
    """Whether the text is a hub's that it knows no such post."""
    beginning = text[:MAX_CHARACTERS].strip()
    return any(each.fullmatch(beginning) for each in _told("no_such"))


def asks_what(text: str) -> bool:
    """Whether the text is a hub's that the words of a post are missing."""
    beginning = text[:MAX_CHARACTERS].strip()
    asking = _told("say_what_need", "say_what_offer")
    return any(each.fullmatch(beginning) for each in asking)


@cache
def _told(*names: str) -> tuple[re.Pattern[str], ...]:
    """Some texts in all languages; the first short id in them by its name."""
    return tuple(
        re.compile(
            _first_id_named(_open(getattr(wording, name), _kind(wording))), re.DOTALL
        )
        for wording in WORDINGS
        for name in names
    )


def _first_id_named(pattern: str) -> str:
    return pattern.replace(_ANY_ID, f"(?P<id>{_ANY_ID})", 1)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(each) for each in WORDINGS)


def _pattern(wording: Wording) -> re.Pattern[str]:
    """All texts of a language, and the lines of its lists."""
    names = {each.name for each in fields(wording)} - _NO_TEXTS - _LIKE_PEOPLE
    kind = _kind(wording)
    texts = [_open(getattr(wording, name), kind) for name in sorted(names)]
    line = rf"{_SHORT_ID} {kind}(?: \({re.escape(wording.taken)}\))?: .*"
    return re.compile("|".join([*texts, line]), re.DOTALL)


def _kind(wording: Wording) -> str:
    return f"(?:{re.escape(wording.need)}|{re.escape(wording.offer)})"


def _open(told: str, kind: str) -> str:
    return _SLOT.sub(lambda slot: _anything(slot[1], kind), re.escape(told))


def _anything(slot: str, kind: str) -> str:
    if slot in _NUMBERS:
        return r"\d+"
    return {"id": _ANY_ID, "kind": kind}.get(slot, ".*")
