"""Lines of a page as stretches of one language each, for a voice to say. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hub.domain.languages import ENGLISH, LANGUAGES, Language
from hub.web.phrases import Phrase, Words
from hub.web.wording import Wording

Guess = Callable[[str], Language | None]
"""Tells the language of a neighbour's words, where it can."""

BREATH = 200
"""Letters that are said in one go, or a single line that is longer: how finely one can
stop after a time."""

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
LATIN = "A-Za-z\u00aa-\u024f\u1e00-\u1eff"

SCRIPT = re.compile(
    f"[^{HAN}{ARABIC}{LATIN}]*"  # digits and signs before the first letter
    f"(?:(?P<zh>[{HAN}][^{ARABIC}{LATIN}]*)"
    f"|(?P<ar>[{ARABIC}][^{HAN}{LATIN}]*)"
    f"|[{LATIN}][^{HAN}{ARABIC}]*)"
)
SCRIPT_OF = {each.code: each for each in LANGUAGES if each.code in ("zh", "ar")}
"""Languages that are known by their letters, by the group above."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something to be said by one voice."""

    text: str
    language: Language


def utterances(
    lines: Iterable[Words], wording: Wording, guess: Guess
) -> Iterator[Utterance]:
    """What to say, in order: phrases in the wording's language, a neighbour's own
    words in theirs.
    """
    said = None
    for each in _stretches(lines, wording, guess):
        if said is None:
            said = each
        elif each.language == said.language and _is_short(said, each):
            said = Utterance(f"{said.text}\n{each.text}", said.language)
        else:
            yield said
            said = each
    if said is not None:
        yield said


def by_script(text: str, language: Language) -> Iterator[Utterance]:
    """A text in that language, but for what is written in another one's letters."""
    end = 0
    for found in SCRIPT.finditer(text):
        end = found.end()
        yield Utterance(found.group(), _read_in(found.lastgroup, language))
    if end == 0:
        yield Utterance(text, language)


def _stretches(
    lines: Iterable[Words], wording: Wording, guess: Guess
) -> Iterator[Utterance]:
    for line in lines:
        text = wording.say(line)
        if not any(map(str.isalnum, text)):
            continue
        theirs = None if isinstance(line, Phrase) else guess(text)
        yield from by_script(_ended(text), theirs or wording.language)


def _read_in(script: str | None, language: Language) -> Language:
    if script is not None:
        return SCRIPT_OF[script]
    return ENGLISH if language.code in SCRIPT_OF else language


def _ended(text: str) -> str:
    """With a full stop, at which a voice draws breath."""
    is_ended = unicodedata.category(text.rstrip()[-1]) == "Po"
    return text if is_ended else f"{text}."


def _is_short(said: Utterance, more: Utterance) -> bool:
    return len(said.text) + len(more.text) < BREATH
