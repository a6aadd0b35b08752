"""Measures what is understood of texts: `python -m tests.bench_texts`, a JSON object a
line.

Real messages have no labels but their language, and stand in pairs: English, and what
it is a translation of. So what is counted is how many are taken for a need, how often
both of a pair are, and how many are taken for a command that nobody gave. Messages that
the project wrote, all of them needs or offers, many without a word that says so, tell
how many are found in the other languages. The words were tuned on the even pairs and
messages; the odd ones were held out.
"""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from hub.domain.changes import Kind
from hub.domain.ids import PostId
from hub.mesh.texting.commands import Command, Guess, Post, Sos, Unclear
from hub.mesh.texting.lexicon import lexicons
from hub.mesh.texting.parser import understand
from hub.mesh.texting.short_ids import SHORTEST, short_id
from hub.mesh.texting.words import VOCABULARIES
from radio.training.__main__ import MESSAGES
from radio.training.texts import Text, real_texts
from tests.bench_lines import say

WRITTEN = Path(__file__).parent / "radio" / "needs-and-offers.tsv"
HALVES = ("tuned on", "held out")
LIVE_POSTS = (50, 200, 1000)
ROUNDS = 20
ODDITIES = {
    "10 kB of one word": "need " * 2000,
    "10 kB of marks": "e\u0301\u0335" * 2000,
    "500 Chinese characters": "需要水" * 200,
    "emoji": "😀" * 2500,
    "lone surrogates": "\ud800" * 5000,
}


def main() -> None:
    """Every measurement."""
    loading()
    short_names()
    oddities()
    written()
    if MESSAGES.exists():
        messages()
    else:
        say("skipped: real messages are not here", looked_at=MESSAGES.name)


def loading() -> None:
    """The first text waits for this."""
    lexicons.cache_clear()
    say("the first text", ms=round(_ms("need water")))


def short_names() -> None:
    """How many posts need more than three symbols, among so many."""
    for live in LIVE_POSTS:
        longer, length = [], []
        for seed in range(ROUNDS):
            posts = _some_posts(live, random.Random(seed))
            names = [short_id(each, posts) for each in posts[:: max(live // 50, 1)]]
            longer += [len(each) > SHORTEST for each in names]
            length += [len(each) for each in names]
        say(
            "short ids",
            live=live,
            longer_than_three=round(statistics.mean(longer), 4),
            mean_length=round(statistics.mean(length), 3),
            longest=max(length),
        )


def _some_posts(count: int, chance: random.Random) -> list[PostId]:
    hubs = [chance.getrandbits(32) for _ in range(10)]
    return [PostId(hubs[each % 10], 1 + each // 10) for each in range(count)]


def oddities() -> None:
    """What nobody types, and how long it takes."""
    for name, text in ODDITIES.items():
        say("odd text", text=name, worst_ms=round(max(_ms(text) for _ in range(5)), 2))


def written() -> None:
    """Of needs and offers that the project wrote: how many are found."""
    spoken = {each.code for each in VOCABULARIES}
    texts = [each for each in real_texts(WRITTEN) if each.language in spoken]
    for language, every in _by_language(texts).items():
        for half, name in enumerate(HALVES):
            same = every[1 - half :: 2]
            counted = Counter(_kind(understand(each.text).command) for each in same)
            found = counted["need"] + counted["offer"] + counted["sos"]
            say(
                "needs and offers written for measuring",
                half=name,
                language=language,
                texts=len(same),
                found=round(found / len(same), 3),
                accidental_commands=counted["command"],
            )


def messages() -> None:
    """Real messages, by half and language."""
    texts = real_texts(MESSAGES)
    for half, name in enumerate(HALVES):
        part = [each for each in texts if each.group % 2 == half]
        kinds = {id(each): _kind(understand(each.text).command) for each in part}
        for language, same in _by_language(part).items():
            counted = Counter(kinds[id(each)] for each in same)
            took = [_ms(each.text) for each in same[::10]]
            say(
                "real messages",
                half=name,
                language=language,
                texts=len(same),
                needs=round((counted["need"] + counted["sos"]) / len(same), 4),
                offers=round(counted["offer"] / len(same), 4),
                accidental_commands=round(counted["command"] / len(same), 4),
                median_ms=round(statistics.median(took), 2),
                worst_ms=round(max(took), 2),
            )
        _pairs(name, part, kinds)


def _pairs(half: str, texts: Sequence[Text], kinds: dict[int, str]) -> None:
    """How often a message and its translation are taken for the same."""
    groups: dict[int, list[bool]] = defaultdict(list)
    for each in texts:
        groups[each.group].append(kinds[id(each)] in ("need", "sos"))
    pairs = [tuple(same) for same in groups.values() if len(same) == 2]
    counted = Counter(pairs)
    say(
        "pairs",
        half=half,
        pairs=len(pairs),
        both_needs=round(counted[True, True] / len(pairs), 4),
        english_only=round(counted[True, False] / len(pairs), 4),
        creole_only=round(counted[False, True] / len(pairs), 4),
        neither=round(counted[False, False] / len(pairs), 4),
    )


def _kind(command: Command) -> str:
    """What a message was taken for."""
    match command:
        case Post(kind=kind) | Guess(post=Post(kind=kind)):
            return "need" if kind is Kind.NEED else "offer"
        case Sos():
            return "sos"
        case Unclear():
            return "unclear"
    return "command"


def _by_language(texts: Iterable[Text]) -> dict[str, list[Text]]:
    found: dict[str, list[Text]] = defaultdict(list)
    for each in texts:
        found[each.language].append(each)
    return found


def _ms(text: str) -> float:
    start = time.process_time_ns()  # the machine may be doing something else
    understand(text)
    return (time.process_time_ns() - start) / 1e6


if __name__ == "__main__":
    main()
