"""What the hub must know of a language to understand texts in it; no words in here.

In a vocabulary, phrases stand in a string with commas between them. Case and accents
don't matter, and a text without accents matches too, but for a phrase behind `=`: that
one counts only as it is written, or beside other words of its language, because
without its accents it is a word of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hub.mesh.texting.commands import About, Plain


class Keyword(Enum):
    """What a command begins with."""

    NEED = "need"
    OFFER = "offer"
    LIST = "list"
    SOS = "sos"
    LANG = "lang"
    READ = "read"
    CLAIM = "claim"
    NOTE = "note"
    MET = "met"
    STILL = "still"
    DROP = "drop"
    MORE = "more"
    OK = "ok"
    HELP = "help"
    YES = "yes"
    NO = "no"


ABOUT: Mapping[Keyword, About] = {Keyword[each.name]: each for each in About}
PLAIN: Mapping[Keyword, Plain] = {Keyword[each.name]: each for each in Plain}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language: what commands are called in it, and how needs and offers are told."""

    code: str
    names: str
    """Of the language, in all of the product's languages: for LANG."""
    keywords: Mapping[Keyword, str]
    """The first of each is what answers write in capitals."""
    needs: str
    """What `LIST NEEDS` may say for needs."""
    offers: str
    topics: Mapping[str, str]
    """Words by the category they are about; the first is how answers name it."""
    needing: str
    """Before what is needed: "we need", "looking for"."""
    needed: str
    """After it: "is needed"."""
    lacking: str
    """Right before what is missing: "we have no", "out of"."""
    pleading: str
    """Soon after a thing that begins a sentence: "diapers size 3 please"."""
    plights: Mapping[str, str]
    """Needs that don't name what would help, by category: "we are hungry"."""
    offering: str
    """Before what is offered: "I can give"."""
    offered: str
    """After it: "to give away"."""
    idle: str
    """Begins like a cue and is none: "need to", unless a longer cue follows."""
    voiding: str
    """Right before a cue: the contrary is meant, or others: "don't", "do you"."""
    chat: str
    """A sentence with this in it is no need and no offer, and no command."""
    numbers: str
    """One to twelve."""
    counting: str
    """Before a number of people or things: "for"."""
    counted: str
    """After a number of people: "people", "of us"."""
    uncounted: str
    """After a number of something else: "days", "floor"."""
    places: str
    """Before a number that tells where or when: "apt", "at"."""
    fillers: str
    """Passed over: greetings, "please", articles."""
    common: str
    """Small words that tell the language from others."""
    tonal: bool = False
    """Words differ by their accents alone: a text with some must have all of them."""
