"""The parts of the board as the templates want them: words ready to show, no rules."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.categories import GROUPS
from hub.domain.changes import Kind
from hub.domain.expiry import State
from hub.service import PostView
from hub.web import board_words, words
from hub.web.board_order import BoardOrder
from hub.web.board_query import MOST_SHOWN, BoardQuery
from hub.web.phrases import Phrase
from hub.web.presenters import STATE_PICTURES, PostCard, post_card
from radio.link_status import LinkStatus


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A post on the board; `fits_words`: how many of the other kind could meet it.

    `badge`: the picture beside the word, for what is not simply open.
    """

    post: PostCard
    badge: str
    fits: str
    fits_words: Phrase | None


@dataclass(frozen=True, slots=True)
class Filter:
    """One picture of the row: what it is about, and how many live posts are."""

    picture: str
    label: Phrase
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class More:
    """Leads to the cards that are not shown yet."""

    url: str
    count: int


def board_card(
    view: PostView, order: BoardOrder, here: int, link: LinkStatus | None
) -> BoardCard:
    """One post; `here` is this hub's id."""
    kind, fits = view.post.posted.kind, order.fits.get(view.post.id, 0)
    return BoardCard(
        post_card(view, here, link),
        "" if view.state is State.OPEN else STATE_PICTURES[view.state],
        (Kind.OFFER if kind is Kind.NEED else Kind.NEED).value,
        board_words.fits(kind, fits) if fits else None,
    )


def filters(order: BoardOrder, query: BoardQuery) -> list[Filter]:
    """All, and the nine groups."""
    everything = Filter(
        "",
        board_words.EVERYTHING,
        sum(order.counts.values()),
        query.turned_to("").url(),
        not query.about,
    )
    return [everything, *(_filter(each.name, order, query) for each in GROUPS)]


def _filter(name: str, order: BoardOrder, query: BoardQuery) -> Filter:
    return Filter(
        name,
        words.CATEGORIES[name],
        order.counts.get(name, 0),
        query.turned_to(name).url(),
        name == query.about,
    )


def more_of(kind: Kind, views: list[PostView], query: BoardQuery) -> More | None:
    """The way to the next cards of a column, if there are any: to where one was."""
    shown, longer = query.most(kind), query.with_more(kind)
    if len(views) <= shown or longer.most(kind) > MOST_SHOWN:
        return None
    last = views[shown - 1].post.id
    return More(f"{longer.url()}#post-{last}", len(views) - shown)
