"""Streets for the tests of texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.mesh.texting.street import Hub, Street, street_in


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    with street_in(tmp_path) as made:
        yield made


@pytest.fixture
def hub(street: Street) -> Hub:
    return street.add_hub()
