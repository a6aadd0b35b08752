"""What an address can ask of the board."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import GROUPS
from hub.domain.changes import Kind
from hub.web.board_query import MOST_SHOWN, SHOWN, BoardQuery, query_of


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"about": "water", "needs": "-5"},  # a finer category is no picture of the row
        {"about": "<b>", "needs": "٣٠٠", "offers": "1e9"},
        {"needs": "", "offers": "0"},
        {"needs": "9" * 400},
    ],
)
def test_what_makes_no_sense_asks_for_the_whole_board(asked: dict[str, str]) -> None:
    assert query_of(asked) == BoardQuery("", SHOWN, SHOWN)


@given(
    st.sampled_from(["", *(each.name for each in GROUPS)]),
    st.integers(-10, 99_999),
    st.integers(-10, 99_999),
)
def test_only_few_different_boards_are_asked_for(
    about: str, needs: int, offers: int
) -> None:
    query = query_of({"about": about, "needs": str(needs), "offers": str(offers)})

    assert query.about == about
    assert {query.needs % SHOWN, query.offers % SHOWN} == {0}
    assert min(query.needs, query.offers) >= SHOWN
    assert max(query.needs, query.offers) <= MOST_SHOWN


@pytest.mark.parametrize(
    "query",
    [
        BoardQuery(),
        BoardQuery("food"),
        BoardQuery("rides", 300, 100).with_more(Kind.OFFER),
    ],
)
def test_an_address_asks_for_just_what_it_was_made_of(
    client: FlaskClient, query: BoardQuery
) -> None:
    with client.application.test_request_context():
        address = query.url()

    assert query_of(dict(parse_qsl(urlsplit(address).query))) == query


def test_another_picture_shows_its_board_from_the_top() -> None:
    assert BoardQuery("food", 300, 200).turned_to("rides") == BoardQuery("rides")
