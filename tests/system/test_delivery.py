"""Over real radios: a hub learns from digests how far its posts got."""

from __future__ import annotations

from pathlib import Path

import pytest

from radio.simulator.server import VirtualRadios
from tests.system.hubs import hubs_over, wait_until

pytestmark = pytest.mark.system


def test_a_writer_learns_that_the_other_hub_has_the_post(tmp_path: Path) -> None:
    with (
        VirtualRadios(2, preset="SHORT_FAST", seed=11) as radios,
        hubs_over(radios.ports, tmp_path) as (here, there),
    ):
        post = here.post("A ladder for an hour")["id"]

        wait_until(
            lambda: here.get(f"/api/posts/{post}")["delivery"]["held_by"] == 1,
            "the other hub's word that it has the post",
        )
        assert [each["id"] for each in there.board()] == [post]
