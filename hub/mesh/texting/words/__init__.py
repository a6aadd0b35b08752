"""The languages of the texts: a file each, and here the list of them."""

from __future__ import annotations

from hub.mesh.texting.vocabulary import Vocabulary
from hub.mesh.texting.words import ar, en, es, fr, ht, pt, vi, zh

VOCABULARIES: tuple[Vocabulary, ...] = (
    en.VOCABULARY,
    es.VOCABULARY,
    ht.VOCABULARY,
    fr.VOCABULARY,
    pt.VOCABULARY,
    vi.VOCABULARY,
    zh.VOCABULARY,
    ar.VOCABULARY,
)
