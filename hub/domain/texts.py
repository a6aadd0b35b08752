"""What a person may write, and how long; letters are kept as typed.

Signs that only guide the direction of writing stay too, since Arabic and Hebrew need
them. Overrides (U+202D, U+202E) are refused: they turn other people's words round to
read as something else. From what a person typed they are taken out first. An embedding
or isolate that is left open ends with the element that shows the text: each text of a
person's is to stand in an element of its own with `dir="auto"`, so that it can't reach
what stands beside it.
"""

from __future__ import annotations

import unicodedata

USUAL_NAME = "Porchlight"
"""What a hub is called until somebody gives it a name."""

TEXT_LIMIT = 280
"""Characters (Unicode code points) in a post, as all the limits here."""

NOTE_LIMIT = 160
THANKS_LIMIT = 80
HANDLE_LIMIT = 20
PLACE_NAME_LIMIT = 40
ALERT_LIMIT = 160
CONTACT_LIMIT = 80

_OVERRIDES = "\u202d\u202e"


def tidy_text(text: str) -> str:
    """One kind of line end, and no space around the words; letters untouched."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def tidy_line(text: str) -> str:
    """The same on one line."""
    return " ".join(text.split())


def is_printable(text: str) -> bool:
    """Whether `text` is whole Unicode without control characters or overrides."""
    return not any(
        each in _OVERRIDES
        or (unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t")
        for each in text
    )


def printable(text: str) -> str:
    """`text` without the signs that is_printable refuses; line ends as they came."""
    return "".join(each for each in text if each == "\r" or is_printable(each))


def shows_something(text: str) -> bool:
    """Whether there is a letter, number or sign; spaces and joiners show nothing."""
    return any(unicodedata.category(each)[0] in "LNPS" for each in text)
