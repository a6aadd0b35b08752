"""Cases small enough to think through."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from radio.simulator.posting import PlannedPost
from radio.simulator.strategies.case import Case


def case_of(
    *posts: PlannedPost, hubs: int = 5, loss: float = 0.0, hop_limit: int = 0
) -> Case:
    """Those posts; radios repeat nothing, unless told to."""
    return Case(hubs, loss, 7, posts, hop_limit)


def post(
    at_s: float = 0.0, hub: int = 0, letters: int = 80, packed: int = 22
) -> PlannedPost:
    """A post of so many letters that packs to so many bytes."""
    return PlannedPost(at_s, hub, letters, bytes(packed))


@pytest.fixture(name="case_of")
def _case_of() -> Callable[..., Case]:
    return case_of


@pytest.fixture(name="post")
def _post() -> Callable[..., PlannedPost]:
    return post
