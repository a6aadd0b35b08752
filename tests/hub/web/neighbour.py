"""What neighbours do on the pages, for tests: post, claim, take steps."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.domain.ids import ClaimId, PostId
from hub.service import Accepted, HubService
from tests.hub.web.visitor import form_key, hidden

LADDER = {"kind": "need", "category": "tools", "text": "A ladder", "urgency": "today"}


def posted(service: HubService, key: bytes = b"post", **fields: object) -> Accepted:
    """A post, with its id and its keep code."""
    return service.post({**LADDER, **fields}, key)


def send(client: FlaskClient, address: str, **fields: str) -> TestResponse:
    """Send a form that was made for that browser."""
    return client.post(address, data={"form_key": form_key(client), **fields})


def open_with(client: FlaskClient, post: PostId, code: str) -> TestResponse:
    """Type a keep code on a post's page."""
    return send(client, f"/posts/{post}/own", keep_code=code)


def take(client: FlaskClient, post: PostId, step: str, **fields: str) -> TestResponse:
    """Take a step as the post's writer."""
    return send(client, f"/posts/{post}/step", step=step, **fields)


def take_as_helper(
    client: FlaskClient, post: PostId, claim: ClaimId, step: str, **fields: str
) -> TestResponse:
    """Take a step as its helper."""
    return send(client, f"/posts/{post}/claims/{claim}/step", step=step, **fields)


def help_with(client: FlaskClient, post: PostId, **fields: str) -> TestResponse:
    """Say on the page that one will help; the answer."""
    address = f"/posts/{post}/help"
    keys = hidden(client.get(address).text)
    return client.post(address, data={**keys, "hours": "6", **fields})


def code_on(page: str) -> str:
    """The keep code that a page shows."""
    found = re.search(r'aria-hidden="true">([2-9A-Z]{3}-[2-9A-Z]{3})<', page)
    assert found
    return found[1]


def claims_of(service: HubService, post: PostId) -> list[ClaimId]:
    """Who is on it, the first one first."""
    view = service.find(post)
    assert view is not None
    return [each.id for each in view.post.claims]
