"""The soak in short: radios fail at random, and every post arrives (`make soak`)."""

from __future__ import annotations

import pytest

from tests.soak import FEWEST, soak

pytestmark = pytest.mark.system


def test_whatever_befalls_radios_and_hubs_every_post_arrives() -> None:
    account = soak(minutes=0.4, seed=2, hubs=3, quick=True)

    assert account.misses == []
    assert account.agreed_after_s is not None
    assert len(account.faults) >= FEWEST
    assert account.posts >= FEWEST
    assert account.pages > 0
