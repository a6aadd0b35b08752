"""The languages that a hub speaks with its neighbours; nothing that is said in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One of them.

    `tag` names it to browsers (BCP 47), `own_name` to those who speak it, `short` where
    there is little room. `direction`: ltr or rtl.
    """

    code: str
    tag: str
    own_name: str
    short: str
    direction: str = "ltr"


ENGLISH = Language("en", "en", "English", "EN")

LANGUAGES = (
    ENGLISH,
    Language("es", "es", "Español", "ES"),
    Language("ht", "ht", "Kreyòl", "KR"),
    Language("fr", "fr", "Français", "FR"),
    Language("pt", "pt", "Português", "PT"),
    Language("vi", "vi", "Tiếng Việt", "VI"),
    Language("zh", "zh-Hans", "中文", "中"),
    Language("ar", "ar", "العربية", "ع", "rtl"),
)
"""All of them, in the order in which a person chooses."""


def language_of(code: str) -> Language | None:
    """The language with that code, if the hub speaks it."""
    return next((each for each in LANGUAGES if each.code == code), None)
