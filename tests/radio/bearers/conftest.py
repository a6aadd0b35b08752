"""Each promise is kept over every kind of radio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.radio.bearers.sites import Site, site


@pytest.fixture(params=["tcp-2.7", "serial-2.8", "real"])
def radios(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """Two radios in reach of each other; or, of real ones, perhaps but one."""
    with site(request.param, tmp_path) as made:
        yield made
