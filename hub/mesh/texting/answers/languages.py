"""The languages that the hub answers in: a file each, and here the list of them."""

from __future__ import annotations

from hub.mesh.texting.answers import ar, en, es, fr, ht, pt, vi, zh
from hub.mesh.texting.answers.wording import Wording

WORDINGS: tuple[Wording, ...] = (
    en.WORDING,
    es.WORDING,
    ht.WORDING,
    fr.WORDING,
    pt.WORDING,
    vi.WORDING,
    zh.WORDING,
    ar.WORDING,
)
CODES = tuple(each.code for each in WORDINGS)
DEFAULT = "en"


def wording_of(code: str) -> Wording:
    """The answers in that language; in English where there are none."""
    return next((each for each in WORDINGS if each.code == code), WORDINGS[0])
