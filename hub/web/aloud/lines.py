"""What is said of a page, line by line: short, and the most important first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hub.domain.changes import Kind
from hub.web import words
from hub.web.phrases import Phrase, Words, phrase, plural
from hub.web.posting_steps import Step
from hub.web.presenters import AlertCard, Choice, PostCard, ReachLine

MOST_POSTS = 5
"""Of the board; then it says how many more there are."""

FEWEST_OFFERS = 2
"""However many needs there are."""

ABOUT = phrase("What is it about?")
NEEDED, OFFERED = phrase("What do you need?"), phrase("What can you offer?")
WHO_SEES = phrase("Who sees this?")
NEVER_CARRIED = phrase(
    "The radio never carries how to reach you, your code, or who reads this."
)
HOW_SOON, WHEN_GOOD = phrase("How soon?"), phrase("When is it good for you?")
ON_THE_BOARD = phrase("It\u2019s on the board")
KEEP_CODE = phrase("Your code")
WRITE_DOWN = phrase("Please write it down.")
WHAT_FOR = phrase(
    "With it you can mark your post as met or take it down later, from any phone or "
    "screen in this building. We can\u2019t look it up for you later."
)
ONCE_MORE = phrase("Once more")


def board_lines(
    alerts: Iterable[AlertCard], needs: Sequence[PostCard], offers: Sequence[PostCard]
) -> Iterator[Words]:
    """How much there is, alerts, and the first needs and offers."""
    yield _how_many(Kind.NEED, len(needs))
    yield _how_many(Kind.OFFER, len(offers))
    for alert in alerts:
        yield phrase("Alert")
        yield alert.text
    offered = max(FEWEST_OFFERS, MOST_POSTS - len(needs))
    told = [*needs[: MOST_POSTS - len(offers[:FEWEST_OFFERS])], *offers[:offered]]
    for card in told:
        yield from _in_short(card)
    more = len(needs) + len(offers) - len(told)
    if more:
        yield plural(
            "%(count)s more is on the board.", "%(count)s more are on the board.", more
        )


def post_lines(card: PostCard, reach: Iterable[ReachLine]) -> Iterator[Words]:
    """All about one post."""
    yield from _in_short(card)
    if card.quantity_words:
        yield card.quantity_words
    yield card.age_words
    yield from (line.words for line in reach)


def posted_lines(keep_code: str) -> Iterator[Words]:
    """It is posted, and the code, twice: it has to be written down."""
    yield ON_THE_BOARD
    yield KEEP_CODE
    yield from spelled(keep_code)
    yield ONCE_MORE
    yield from spelled(keep_code)
    yield WRITE_DOWN
    yield WHAT_FOR


def spelled(code: str) -> list[Words]:
    """A code by its letters, each a paragraph: voices pause longest after those."""
    return [f"{each}.\n" for each in code if each.isalnum()]


def step_lines(kind: Kind, step: Step, shown: Mapping[str, Any]) -> Iterator[Words]:
    """What a step of posting asks, and what one can answer; `shown`: what it shows."""
    is_need = kind is Kind.NEED
    if step is Step.WHAT:
        yield from _question(ABOUT, shown["categories"])
        return
    yield shown["about"].label
    yield shown["draft"]["text"]
    if step is Step.WORDS:
        yield from _question(NEEDED if is_need else OFFERED, shown.get("sayings", ()))
        return
    yield from _question(WHO_SEES, shown["reaches"])
    yield NEVER_CARRIED
    yield from _question(HOW_SOON if is_need else WHEN_GOOD, shown["urgencies"])


def _question(ask: Phrase, choices: Iterable[Choice]) -> Iterator[Words]:
    yield ask
    for choice in choices:
        yield choice.label
        yield choice.more


def _in_short(card: PostCard) -> Iterator[Words]:
    yield phrase(
        "%(kind)s: %(category)s", kind=card.kind_label, category=card.category_label
    )
    yield card.text
    if card.is_live:
        yield card.urgency_label
    if card.state != "open":
        yield card.state_label
    if card.place_name:
        yield card.place_name


def _how_many(kind: Kind, count: int) -> Phrase:
    return words.counted(kind, count) if count else words.NOTHING[kind]
