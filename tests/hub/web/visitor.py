"""Going through the pages as a browser without scripts does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NEED = {"category": "food", "text": "Bread for two", "urgency": "today"}
TOKEN = "attempt-number-one"  # noqa: S105 - names an attempt


def form_key(client: FlaskClient) -> str:
    """What the forms of this browser's session bring along."""
    return hidden(client.get("/new/need").text)["form_key"]


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def step(
    client: FlaskClient,
    name: str,
    fields: Mapping[str, str],
    kind: str = "need",
    token: str = TOKEN,
) -> TestResponse:
    """Send the form of one step, as this browser may."""
    form = {"form_key": form_key(client), **fields}
    return client.post(f"/new/{kind}/{token}/{name}", data=form)


def send_post(
    client: FlaskClient, kind: str = "need", token: str = TOKEN, **fields: str
) -> TestResponse:
    """The last step of a post, with all that was said before it."""
    return step(client, "reach", {**NEED, **fields}, kind, token)


def to_mend(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """The page that says what is wrong with a form: one that can be gone back to."""
    assert answer.status_code == 303, answer.text
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "Almost there" in page.text
    return page
