"""What a neighbour may say by text, as values; no words of any language in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hub.domain.changes import Kind


class Plain(Enum):
    """Commands of one word."""

    MORE = "more"
    OK = "ok"
    HELP = "help"
    YES = "yes"
    NO = "no"


class About(Enum):
    """Commands about one post, by its short id."""

    READ = "read"
    CLAIM = "claim"
    NOTE = "note"
    MET = "met"
    STILL = "still"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Post:
    """NEED or OFFER; `category` as far as the words say, `quantity` likewise.

    `goes_on`: the text ends with an ellipsis, more of it follows in another text.
    """

    kind: Kind
    words: str
    category: str = "other"
    quantity: int | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """LIST; None: of every kind, about everything."""

    kind: Kind | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class OnPost:
    """A command about a post. `short_id` as typed, put into its usual form; empty
    where none was given. `words`: the rest."""

    about: About
    short_id: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sos:
    """A call for help."""

    words: str


@dataclass(frozen=True, slots=True)
class Language:
    """LANG; `code` None where no language of the product was named."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Guess:
    """No keyword, but plainly a need or an offer: to be offered back as one."""

    post: Post


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that are none of these; maybe the rest of a longer text."""

    words: str


Command = Post | Listing | OnPost | Sos | Language | Guess | Unclear | Plain


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it was understood; `language`: of its keyword or its words, where that
    is one of the product's, else None."""

    command: Command
    language: str | None
