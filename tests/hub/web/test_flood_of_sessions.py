"""Browsers and programs without cookies: what they make the hub remember."""

from __future__ import annotations

from flask.testing import FlaskClient

from hub.web.sessions import (
    MOST_DRAFTS,
    MOST_SESSIONS,
    MOST_UNPROVED,
    Face,
    Sessions,
)
from tests.conftest import ManualClock
from tests.hub.web.visitor import hidden


def test_programs_without_cookies_push_no_neighbour_out(client: FlaskClient) -> None:
    form = [hidden(client.get("/new/need").text) for _ in range(2)][1]
    program = client.application.test_client(use_cookies=False)

    for _ in range(MOST_SESSIONS + MOST_UNPROVED + 1):
        program.get("/new/need")
    sent = client.post(
        "/new/need/attempt-number-one/what", data={**form, "category": "food"}
    )

    assert sent.status_code == 303


def test_who_was_silent_longest_goes_first(clock: ManualClock) -> None:
    sessions = Sessions(lambda: clock.now)
    names = [sessions.begin(Face.HAND).name for _ in range(2)]
    for name in (*names, names[0]):
        sessions.find(name, touched=True)

    for _ in range(MOST_SESSIONS - 1):
        sessions.find(sessions.begin(Face.HAND).name, touched=True)

    assert [bool(sessions.find(name, touched=False)) for name in names] == [True, False]


def test_a_session_holds_a_few_drafts_and_the_first_begun_goes(
    clock: ManualClock,
) -> None:
    session = Sessions(lambda: clock.now).begin(Face.HAND)

    for number in range(MOST_DRAFTS + 1):
        session.keep_draft(f"draft-{number}", {"text": "Bread"})

    assert [*session.drafts] == [f"draft-{n}" for n in range(1, MOST_DRAFTS + 1)]


def test_sessions_are_bounded(clock: ManualClock) -> None:
    sessions = Sessions(lambda: clock.now)
    names = [sessions.begin(Face.HAND).name for _ in range(2 * MOST_UNPROVED)]
    alive = [name for name in names if sessions.find(name, touched=True)]

    for _ in range(2 * MOST_SESSIONS):
        sessions.find(sessions.begin(Face.HAND).name, touched=True)

    assert alive == names[MOST_UNPROVED:]
    assert not any(sessions.find(name, touched=True) for name in alive)
