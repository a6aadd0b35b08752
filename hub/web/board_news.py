"""The moving part of the board, made once for all who look at the same.

A hundred phones ask every few seconds; what they see differs by language and by what
they ask for, and is the same for everybody else. Nothing of a person may enter it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, cast

from flask import Flask, current_app, render_template
from markupsafe import Markup

from hub.domain.changes import Kind
from hub.domain.languages import Language
from hub.service import BoardView
from hub.web import board_words, words
from hub.web.board_order import BoardOrder, ordered
from hub.web.board_parts import BoardCard, board_card, filters, more_of
from hub.web.board_query import BoardQuery
from hub.web.compression import pack
from hub.web.hub_port import current_hub
from hub.web.presenters import alert_card, alerts_shown
from hub.web.speaking import current_wording

GOOD_FOR_S = 300.0
"""Then ages move on, and so does how far posts got. Neither is news by itself: each
minute, or each digest heard, would cost every phone the whole board."""

MOST_FRAGMENTS = 48
"""Of one moment: eight languages, and a few of the nine pictures in each."""

LARGE_BYTES = 256 * 1024
"""A larger fragment is made anew for each who asks: few do, and memory is small."""

MOST_CARDS = 4096
"""Two languages of a full board; some 2 KB each."""

MOST_THANKS = 3


@dataclass(frozen=True)
class Fragment:
    """What is seen of the board; `tag` stands for these very words of this hub.

    Alerts are apart: on a page, what it asks a writer stands between the two.
    """

    alerts: Markup
    board: Markup
    tag: str

    @property
    def html(self) -> str:
        """Both parts, as the page's script takes them."""
        return self.alerts + self.board

    @cached_property
    def packed(self) -> bytes:
        """The same with gzip: once for all who take it."""
        return pack(self.html.encode())


@dataclass(frozen=True, slots=True)
class Moment:
    """The board at one revision, ordered, and what was made of it so far."""

    view: BoardView
    order: BoardOrder
    made_at: float
    fragments: dict[tuple[str, BoardQuery], Fragment] = field(default_factory=dict)


class BoardNews:
    """For all threads: one makes what the others wait for."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._moment: Moment | None = None
        self._card_of = lru_cache(MOST_CARDS)(_card)

    def fragment(self, query: BoardQuery) -> Fragment:
        """What is seen now, in the language of the request."""
        key = (current_wording().language.code, query)
        with self._lock:
            moment = self._now()
            made = moment.fragments.get(key)
            if made is None:
                made = self._made(moment, query)
                if len(moment.fragments) < MOST_FRAGMENTS and _is_small(made):
                    moment.fragments[key] = made
            return made

    def _now(self) -> Moment:
        service, now, last = current_hub().service, self._monotonic(), self._moment
        revision = service.revision
        if (
            last is None
            or last.view.revision != revision
            or now - last.made_at >= GOOD_FOR_S
        ):
            view = service.board()
            last = self._moment = Moment(view, ordered(view.posts), now)
        return last

    def _made(self, moment: Moment, query: BoardQuery) -> Fragment:
        view = moment.view
        alerts = _part(
            "alerts.html", alerts=[*map(alert_card, alerts_shown(view.alerts))]
        )
        board = _part(
            "moving.html",
            clock_words=None if view.clock_trusted else words.CLOCK_UNKNOWN,
            filters=filters(moment.order, query),
            about=words.CATEGORIES.get(query.about),
            columns=[self._column(moment.order, kind, query) for kind in Kind],
            **_shared_joy(),
        )
        digest = blake2b(f"{alerts}\0{board}".encode(), digest_size=8).hexdigest()
        return Fragment(alerts, board, f"{current_hub().service.origin:08x}-{digest}")

    def _column(
        self, order: BoardOrder, kind: Kind, query: BoardQuery
    ) -> dict[str, Any]:
        here, link = current_hub().service.origin, current_hub().radio_status()
        views, language = order.column(kind, query.about), current_wording().language
        cards = (
            board_card(each, order, here, link) for each in views[: query.most(kind)]
        )
        return {
            "kind": kind.value,
            "cards": [self._card_of(each, language) for each in cards],
            "more": more_of(kind, views, query),
            "nothing": words.NOTHING[kind],
        }


def carry_news(app: Flask, monotonic: Callable[[], float]) -> None:
    """Let the views of an application share what they make of the board."""
    app.extensions["board_news"] = BoardNews(monotonic)


def current_fragment(query: BoardQuery) -> Fragment:
    """What whoever sent the request is to see of the board."""
    return cast(BoardNews, current_app.extensions["board_news"]).fragment(query)


def _card(card: BoardCard, _language: Language) -> Markup:
    """One card in the language of the request, by which it is kept too."""
    parts: Any = current_app.jinja_env.get_template("_parts.html").module
    return Markup(parts.card(card.post, card))  # noqa: S704 - made by a template, escaped there


def _shared_joy() -> dict[str, Any]:
    """What neighbours did for each other lately: never who, never who did most."""
    service = current_hub().service
    met = service.week().met_of(Kind.NEED)
    return {
        "met_words": board_words.met_this_week(met) if met else None,
        "thanks": service.thanks(MOST_THANKS),
    }


def _part(template: str, **parts: Any) -> Markup:
    html = render_template(f"board/{template}", **parts)
    return Markup(html)  # noqa: S704 - made by a template, escaped there


def _is_small(made: Fragment) -> bool:
    return len(made.board) < LARGE_BYTES
