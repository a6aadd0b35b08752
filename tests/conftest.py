"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from hub.web import create_app
from hub.web.hub_port import WebHub

# The same examples in every run, so that a failure is a change's own. Look for new
# ones with HYPOTHESIS_PROFILE=search. The first text drawn builds a table of Unicode,
# which takes seconds and is nobody's fault.
settings.register_profile(
    "repeat",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))


class ManualClock:
    """Time that a test moves; the wall's can jump besides, or nobody vouch for it."""

    def __init__(self) -> None:
        self.now = 5_000.0
        self.vouched = True
        self.wall_ahead = 1_800_000_000.0

    @property
    def clocks(self) -> Clocks:
        return Clocks(self._wall, lambda: self.now)

    def _wall(self) -> float | None:
        return self.now + self.wall_ahead if self.vouched else None


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[TinyLedger]:
    opened = TinyLedger(tmp_path / "data", unpack, name_of)
    yield opened
    opened.close()


@pytest.fixture
def service(ledger: TinyLedger, clock: ManualClock) -> HubService:
    return HubService(ledger, pack, clock.clocks, hub_crypto())


@pytest.fixture
def stewards(service: HubService, ledger: TinyLedger, clock: ManualClock) -> Stewards:
    return Stewards(service, ledger, lambda: clock.now)


@pytest.fixture
def client(service: HubService, stewards: Stewards) -> FlaskClient:
    hub = WebHub(
        "14 Elm St", service, stewards, lambda: None, "http://10.42.0.1", limits=False
    )
    return create_app(hub).test_client()
