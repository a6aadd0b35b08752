"""The board: what is needed and offered now, and the news of it."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from hub.web import words
from hub.web.board_news import current_fragment
from hub.web.board_query import query_of
from hub.web.compression import takes_gzip
from hub.web.own_banner import own_posts_here

pages = Blueprint("board", __name__)

_AGES_MIN = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 120, 180, 360, 720, 1440)
"""How old a board can be said to be that could not be refreshed."""


@pages.get("/")
def show() -> str:
    """Needs and offers that are not over, the most pressing first."""
    query = query_of(request.args)
    return render_template(
        "board.html",
        about=words.CATEGORIES.get(query.about),
        news_url=query.url("board.news"),
        shown=current_fragment(query),
        own=own_posts_here(),
        ages={60 * each: words.age(60.0 * each) for each in _AGES_MIN},
    )


@pages.get("/board/news")
def news() -> Response:
    """The moving part of the same page, or 304 where it says nothing new."""
    shown = current_fragment(query_of(request.args))
    if request.if_none_match.contains(shown.tag):
        response = Response(status=304)
    elif takes_gzip():
        response = Response(shown.packed, headers={"Content-Encoding": "gzip"})
        response.vary.add("Accept-Encoding")
    else:
        response = Response(shown.html)
    response.set_etag(shown.tag)
    return response
