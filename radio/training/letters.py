"""The alphabet of a model: which symbols it has, and in which trees."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from radio.textmodel.model import Alphabet
from radio.textmodel.symbols import LEADS, RARE, SYLLABLES, TAILS, VOWELS, units_of
from radio.textmodel.tree import grow
from radio.training.texts import SCRIPT_OF_LANGUAGE, SCRIPTS, TAIL, VOWEL, Text

# ruff: noqa: RUF001 - letters of other languages may look alike
ALWAYS = (
    "\n !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~¡¿°–—‘’“”…€£₱"
    "abcdefghijklmnopqrstuvwxyzàâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßğışžšč"
    "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ"
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩،؛؟"
    "、。！，：；？（）「」《》·"
)
"""In a model whatever its texts."""
SAMPLE = 1_000_000
"""What the weights of a language's symbols add up to, in its script's tree."""
SHARE = {"en": 4, "ht": 3}
"""How much a language counts in its script's tree; others once."""
ELSEWHERE = 40
"""By how much less symbols count in the trees of other scripts."""


def capitals(symbols: Iterable[int]) -> dict[int, int]:
    """The capitals of those small letters that are one letter's both ways."""
    pairs = {}
    for small in symbols:
        capital = chr(small).upper() if small < 0x110000 else ""
        if (
            len(capital) == 1
            and capital != chr(small)
            and capital.lower() == chr(small)
        ):
            pairs[small] = ord(capital)
    return pairs


def known_points(texts: Sequence[Text]) -> set[int]:
    """Code points, small, that two messages have, or one that is the project's own."""
    own: set[int] = set(map(ord, ALWAYS))
    met: Counter[int] = Counter()
    for text in texts:
        points = {ord(small) for char in text.text for small in _small(char)}
        if text.own:
            own |= points
        else:
            met.update(points)
    own.update(point for point, count in met.items() if count >= 2)
    return {point for point in own if point not in SYLLABLES and _belongs(point)}


def _small(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 and lower.upper() == char else char


def _belongs(point: int) -> bool:
    """Leave out what steers or joins, but for the end of a line."""
    return point == 10 or not unicodedata.category(chr(point)).startswith("C")


def script_after(symbol: int) -> int | None:
    """The script that a letter is followed by; other symbols leave it as it is."""
    for parts, script in (
        (LEADS, VOWEL),
        (VOWELS, TAIL),
        (TAILS, SCRIPTS.index("hangul")),
    ):
        if symbol in parts:
            return script
    if symbol == RARE or unicodedata.category(chr(symbol))[0] not in "LM":
        return None
    name = unicodedata.name(chr(symbol), "")
    for start, named in (
        ("CYRILLIC", "cyrillic"),
        ("ARABIC", "arabic"),
        ("HANGUL", "hangul"),
        ("CJK UNIFIED", "han"),
    ):
        if name.startswith(start):
            return SCRIPTS.index(named)
    return SCRIPTS.index("latin")


def make_alphabet(texts: Sequence[Text]) -> Alphabet:
    """The symbols of these texts, and trees by how often each script has them.

    The numbers of symbols must fit in twelve bits.
    """
    points = known_points(texts)
    capital_of = capitals(sorted(points))
    points -= set(capital_of.values())
    symbols = sorted(points | {*LEADS, *VOWELS, *TAILS, RARE})
    scripts = {symbol: script_after(symbol) for symbol in symbols}
    small = {capital: small for small, capital in capital_of.items()}
    return Alphabet(
        tuple(grow(weights) for weights in _weights(texts, symbols, small)),
        {symbol: n for symbol, n in scripts.items() if n is not None},
        {small: capital for small, capital in capital_of.items() if small in points},
    )


def weigh(texts: Sequence[Text], alphabet: Alphabet) -> list[dict[int, int]]:
    """By script: how often its languages have each symbol."""
    small = {capital: small for small, capital in alphabet.capital_of.items()}
    return _weights(texts, sorted(alphabet.symbols), small)


def _weights(
    texts: Sequence[Text], symbols: Sequence[int], small: dict[int, int]
) -> list[dict[int, int]]:
    known = frozenset(symbols)
    by_language: dict[str, Counter[int]] = {}
    for text in texts:
        met = by_language.setdefault(text.language, Counter())
        met.update(unit.symbol for unit in units_of(text.text, small, known))
    parts = {*VOWELS, *TAILS}
    first = [symbol for symbol in symbols if symbol not in parts]
    weights = [dict.fromkeys(first, 1) for _ in SCRIPTS]
    weights += [dict.fromkeys(VOWELS, 1), dict.fromkeys(TAILS, 1)]
    for language, met in sorted(by_language.items()):
        home = SCRIPTS.index(SCRIPT_OF_LANGUAGE.get(language, "latin"))
        scale = SAMPLE * SHARE.get(language, 1)
        for script, weight in enumerate(weights):
            away = 1 if script == home else ELSEWHERE
            for symbol in weight:
                weight[symbol] += scale * met[symbol] // (met.total() * away)
    return weights
