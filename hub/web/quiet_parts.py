"""What stands on the quiet screen, ready to show: alerts as they were raised; of posts
counts by kind alone, never a word or a name. No rules of the domain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_time

from hub.domain.categories import GROUPS
from hub.domain.changes import Kind
from hub.domain.expiry import State
from hub.domain.languages import LANGUAGES, Language
from hub.service import AlertView, PostView
from hub.web import quiet_words, words
from hub.web.phrases import Phrase
from hub.web.presenters import AlertCard, alert_card
from hub.web.radio_part import radio_part
from radio.link_status import LinkStatus

WAITING = frozenset({State.OPEN, State.PARTLY_MET})
"""Where a neighbour's hand is still wanted."""

TAKEN = frozenset({State.CLAIMED, State.ARRANGED})
"""It is wanted still, and somebody is on it."""

MOST_PICTURES = 4
"""Few, and large enough to be seen from the door."""

PLACES = 5
"""Places of the arrangement, so that nothing burns into the screen. No divisor of it
divides the number of languages: each language stands everywhere in time."""

TURNS = len(LANGUAGES) * PLACES * 21
"""After so many it begins anew; 21, so that up to 3 or 7 alerts come round evenly."""


@dataclass(frozen=True, slots=True)
class Pane:
    """One group of categories that has posts; `label` is for the ear."""

    picture: str
    count: int
    label: Phrase


@dataclass(frozen=True, slots=True)
class Tally:
    """How many needs or offers are open, and the commonest groups of them.

    `nothing`: what to say where none is.
    """

    kind: str
    count: int
    words: Phrase
    nothing: Phrase
    panes: tuple[Pane, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One of the ways in which the screen takes turns."""

    number: int

    @property
    def following(self) -> int:
        """The number of the one that comes then."""
        return (self.number + 1) % TURNS

    @property
    def place(self) -> int:
        """Where everything stands, of PLACES."""
        return self.number % PLACES

    def language(self, first: Language) -> Language:
        """What is spoken; the hub's own language begins."""
        at = LANGUAGES.index(first) + self.number
        return LANGUAGES[at % len(LANGUAGES)]

    def alert(self, alerts: Sequence[AlertView]) -> AlertCard | None:
        """The one alert that is shown in full."""
        return alert_card(alerts[self.alert_at(len(alerts))]) if alerts else None

    def which_alert(self, count: int) -> Phrase | None:
        """Which of them it is."""
        if not count:
            return None
        return quiet_words.which_alert(self.alert_at(count) + 1, count)

    def alert_at(self, count: int) -> int:
        """Which of so many, from 0: another one with each language, and each round."""
        rounds, language = divmod(self.number, len(LANGUAGES))
        return (language + rounds) % count


def tallies(posts: Iterable[PostView]) -> list[Tally]:
    """Needs and offers that wait for a neighbour."""
    shown = list(posts)
    return [
        _tally(kind, [each for each in shown if each.post.posted.kind is kind])
        for kind in (Kind.NEED, Kind.OFFER)
    ]


def _tally(kind: Kind, posts: Sequence[PostView]) -> Tally:
    groups = Counter(
        each.post.posted.category.group for each in posts if each.state in WAITING
    )
    count = groups.total()
    is_taken = any(each.state in TAKEN for each in posts)
    nothing = words.STATES[State.CLAIMED] if is_taken else words.NOTHING[kind]
    counted = quiet_words.tally(kind, count)
    return Tally(kind.value, count, counted, nothing, tuple(_panes(groups)))


def _panes(groups: Counter[str]) -> Iterable[Pane]:
    there = [each.name for each in GROUPS if groups[each.name]]
    there.sort(key=lambda name: -groups[name])
    for name in there[:MOST_PICTURES]:
        label = quiet_words.of_category(words.CATEGORIES[name], groups[name])
        yield Pane(name, groups[name], label)


def radio_words(link: LinkStatus | None) -> Phrase | None:
    """How the radio is, in one word; None where there is none."""
    return None if link is None else quiet_words.RADIO[radio_part(link).light]


def clock_face(now: float | None, language: Language) -> str | None:
    """The time of day as that language writes it, where the clock can be trusted."""
    if now is None:
        return None
    local = datetime.fromtimestamp(now).astimezone()
    return format_time(local, "short", locale=language.code)
