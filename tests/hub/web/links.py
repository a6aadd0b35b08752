"""Links as the pages see them, made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask.testing import FlaskClient

from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from radio.frame import Followed
from radio.link_status import LinkState, LinkStatus
from radio.status import BudgetStatus, PeerStatus, SyncStatus


def link_of(
    peers: Mapping[int, PeerStatus],
    ago_s: float = 60.0,
    budget: BudgetStatus | None = None,
    state: LinkState = LinkState.UP,
) -> LinkStatus:
    """A link that heard these hubs, all as long ago."""
    sync = SyncStatus(dict(peers), 0, 0, 0, {}, budget=budget or BudgetStatus())
    return LinkStatus(state, "", sync, dict.fromkeys(peers, ago_s))


def holding(*followed: Followed) -> PeerStatus:
    """A hub that said it holds that."""
    return PeerStatus(0.0, followed={each.origin: each for each in followed})


def with_why(link: LinkStatus, why: str) -> LinkStatus:
    """The same, down for that reason."""
    return replace(link, state=LinkState.DOWN, why=why)


def client_of(
    service: HubService, stewards: Stewards, link: LinkStatus | None, **more: object
) -> FlaskClient:
    """The pages of a hub with that link."""
    hub = WebHub("14 Elm St", service, stewards, lambda: link, limits=False)
    return create_app(replace(hub, **more)).test_client()  # type: ignore[arg-type]
