"""A wish for another hotspot: said where somebody takes it up, and how it ended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.setup_hotspot import WISH, HotspotWishes


@pytest.fixture
def wishes(tmp_path: Path) -> HotspotWishes:
    return HotspotWishes(tmp_path, tmp_path / "unit", tmp_path / "result", tmp_path)


def test_wishes_are_heard_where_somebody_watches_this_very_folder(
    wishes: HotspotWishes, tmp_path: Path
) -> None:
    assert not wishes.are_heard

    wishes.unit.touch()

    assert wishes.are_heard
    elsewhere = HotspotWishes(tmp_path / "demo", wishes.unit, wishes.result, tmp_path)
    assert not elsewhere.are_heard


@pytest.mark.parametrize(
    ("left", "failed"),
    [
        (None, False),
        (b"changed\n", False),
        (b"failed\n", True),
        (b"refused\n", True),
        (b"\xff", False),
    ],
)
def test_how_the_last_wish_ended_is_told_where_anything_is_known_of_it(
    wishes: HotspotWishes, left: bytes | None, failed: bool
) -> None:
    if left is not None:
        wishes.result.write_bytes(left)

    assert wishes.failed is failed


def test_a_wish_is_for_its_reader_alone(wishes: HotspotWishes, tmp_path: Path) -> None:
    wishes.say("Porch 14", "lamp-otter-nine")

    said = json.loads((tmp_path / WISH).read_text())
    assert said == {"name": "Porch 14", "password": "lamp-otter-nine"}
    assert (tmp_path / WISH).stat().st_mode & 0o777 == 0o600
