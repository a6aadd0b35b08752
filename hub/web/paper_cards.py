"""Posts, codes and lines as sheets of paper show them: words said, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_skeleton, format_time
from markupsafe import Markup

from hub.domain.changes import Kind
from hub.domain.languages import Language
from hub.service import AlertView, PostView
from hub.web import paper_words
from hub.web.paper_sheets import Entry, Group
from hub.web.presenters import PostCard, post_card
from hub.web.text_language import language_of_text
from hub.web.wording import Wording

EXCERPT = 90
"""Letters by which somebody knows their own post again."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Says posts on paper: in which language, on which hub, and when, if that is sure.

    `now`: seconds since 1970, or None.
    """

    wording: Wording
    here: int
    now: float | None

    def card(self, view: PostView) -> PostCard:
        """A post, without how far it got: that changes after it is printed."""
        return post_card(view, self.here, None)

    def facts(self, view: PostView) -> tuple[str, ...]:
        """What there is to say of a post beside its words and what it is about."""
        card = self.card(view)
        facts = (
            card.urgency_label if card.is_live else None,
            card.quantity_words,
            card.state_label if card.state != "open" else None,
            self._posted_on(view.age_s),
            card.place_name,
            card.origin_words,
        )
        return tuple(self.wording.say(each) for each in facts if each)

    def date(self) -> str:
        """When it is printed; empty while the clock is not sure. Paper outlives it."""
        if self.now is None:
            return ""
        at, code = datetime.fromtimestamp(self.now), self.wording.language.code  # noqa: DTZ006 - the lobby's own time
        return (
            f"{format_date(at, 'full', code)}, {format_time(at, 'short', locale=code)}"
        )

    def _posted_on(self, age_s: float) -> str:
        if self.now is None:
            return ""
        at = datetime.fromtimestamp(self.now - age_s)  # noqa: DTZ006 - as above
        return format_skeleton("MMMd", at, locale=self.wording.language.code)


@dataclass(frozen=True, slots=True)
class CodeStrip:
    """A post's keep code, to be taken along."""

    code: str
    kind: str
    picture: str
    excerpt: str
    tag: str | None
    qr_svg: Markup | None


@dataclass(frozen=True, slots=True)
class FlyerLine:
    """What this is, in one language."""

    language: Language
    text: str


def posts_group(kind: Kind, views: Iterable[PostView], teller: Teller) -> Group:
    """Those of one kind, under its title."""
    title = teller.wording.say(paper_words.TITLES[kind])
    return Group(kind.value, title, tuple(_entry(each, teller) for each in views))


def alerts_group(views: Iterable[AlertView], teller: Teller) -> Group:
    """What all should know."""
    entries = (
        Entry("alert", each.alert.text, tag_of(each.alert.text), ()) for each in views
    )
    return Group("alert", teller.wording.say(paper_words.ALERTS), tuple(entries))


def _entry(view: PostView, teller: Teller) -> Entry:
    card = teller.card(view)
    facts = teller.wording.say(card.category_label), *teller.facts(view)
    return Entry(card.picture, card.text, tag_of(card.text), facts)


def tag_of(text: str) -> str | None:
    """Which language a neighbour's words are in, as browsers name it."""
    language = language_of_text(text)
    return language.tag if language else None


def excerpt_of(text: str) -> str:
    """The first words, or all of them."""
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"


def flyer_lines(wordings: Sequence[Wording]) -> list[FlyerLine]:
    """The same in each language."""
    return [
        FlyerLine(each.language, each.say(paper_words.WHAT_THIS_IS))
        for each in wordings
    ]
