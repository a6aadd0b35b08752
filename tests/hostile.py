"""Texts that want to be more than text, for tests of pages and of the API."""

from __future__ import annotations

MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}'
OVERRIDE = "Bread\u202e 555 daerB"
ISOLATES = "\u2066\u2067\u2068 left open \u05d0\u05d1\u05d2"
EMBEDDINGS = "\u202a\u202b left open \u0627\u0644\u0645\u0627\u0621"
ZALGO = "Z" + "\u0300\u0301\u0348\u035b" * 50
LONG_WORD = "W" * 10_000
LONG_POST = "W" * 280
EMOJI = "👩‍👩‍👧‍👦🏳️‍🌈👍🏽" * 14
NUL = "Bread\x00 and water"
ESCAPES = "\x1b[31mred\x07\x08"
LINES = "a" + "\n\n\n\n" * 60 + "z"
SURROGATE = "half \ud83d a sign"
UNSEEN = "\u200b\u200d\ufeff\u2060"

BY_NAME = {
    "markup": MARKUP,
    "an override": OVERRIDE,
    "isolates": ISOLATES,
    "embeddings": EMBEDDINGS,
    "zalgo": ZALGO,
    "a long word": LONG_WORD,
    "a long post": LONG_POST,
    "emoji": EMOJI,
    "NUL": NUL,
    "escapes": ESCAPES,
    "lines": LINES,
    "half a surrogate": SURROGATE,
    "unseen": UNSEEN,
}

POSTABLE = {
    name: BY_NAME[name]
    for name in (
        "markup",
        "isolates",
        "embeddings",
        "zalgo",
        "a long post",
        "emoji",
        "lines",
    )
}
"""What may be posted: nothing in it is wrong, it only must not reach beyond itself."""
