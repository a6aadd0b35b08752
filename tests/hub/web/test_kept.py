"""Whoever is afraid of being watched finds in one touch what is kept."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from hub.domain.passing import GRACE_S
from hub.mesh.texting.neighbours import FORGET_S
from hub.web.own_posts import KEPT_S
from hub.web.portal.released import AWAY_S


@pytest.mark.parametrize("page", ["/", "/new/need", "/status", "/nothing", "/kept"])
def test_every_page_leads_to_it(client: FlaskClient, page: str) -> None:
    assert 'href="/kept"' in client.get(page).text


def test_it_tells_the_times_that_the_hub_keeps_to(client: FlaskClient) -> None:
    page = client.get("/kept").text
    day_s = 24 * 3600

    assert "a month in the hub" in page
    assert 30 * day_s == GRACE_S
    assert "30 days after its last text" in page
    assert 30 * day_s == FORGET_S
    assert "two months" in page
    assert 60 * day_s == KEPT_S
    assert "A day after your phone last looked" in page
    assert day_s == AWAY_S
