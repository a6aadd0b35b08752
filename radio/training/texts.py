"""The texts that a model is made from: the project's own, and real messages, counted.

Of the real messages nothing may enter a model but what two or more of them share; that
is `counting`'s to keep.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "ht", "es", "fr", "pt", "vi", "tl", "zh", "ko", "ar", "ru")
SCRIPTS = ("latin", "cyrillic", "arabic", "hangul", "han")
VOWEL, TAIL = len(SCRIPTS), len(SCRIPTS) + 1
"""As scripts: what parts of a Hangul syllable come next."""
SCRIPT_OF_LANGUAGE = {"zh": "han", "ko": "hangul", "ar": "arabic", "ru": "cyrillic"}


@dataclass(frozen=True)
class Text:
    """One message."""

    language: str
    text: str
    own: bool
    """Whether the project wrote it."""
    group: int
    """Translations of each other have the same."""


def own_texts(folder: Path = CORPUS) -> list[Text]:
    """The project's own messages: a file a language, a message a line."""
    texts: list[Text] = []
    for language in LANGUAGES:
        path = folder / f"{language}.txt"
        lines = path.read_text("utf-8").split("\n") if path.exists() else []
        for line in filter(None, lines):
            texts.append(Text(language, line, own=True, group=-1 - len(texts)))
    return texts


def real_texts(path: Path) -> list[Text]:
    """Messages of a table: language, tab, text. An English one begins a group."""
    texts: list[Text] = []
    group = 0
    for line in path.read_text("utf-8").split("\n"):
        if line:
            language, text = line.split("\t", 1)
            group += language == "en"
            texts.append(Text(language, text, own=False, group=group))
    return texts
