"""Three real hubs over virtual radios: whatever happens, the same board on all."""

from __future__ import annotations

from pathlib import Path

import pytest

from radio.simulator.server import VirtualRadios
from tests.system.hubs import boards_equal, hubs_over, wait_until

pytestmark = pytest.mark.system

TEXTS = (
    "Water for 4, second floor",
    "Dlo pou kat moun, tanpri — mèsi anpil",
    "¿Quién puede llevar a mi mamá? Mañana, 8 h",
    "需要婴儿奶粉",
    "نحتاج بطانيات",
    "Cần thuốc hạ sốt cho trẻ em 🌡",
    "e\u0301te\u0301: " + "long " * 50,
    "水" * 280,
)


def test_posts_reach_all_boards_despite_loss_and_a_killed_hub(tmp_path: Path) -> None:
    with (
        VirtualRadios(3, loss=0.2, preset="SHORT_FAST", seed=7) as radios,
        hubs_over(radios.ports, tmp_path) as hubs,
    ):
        for number, text in enumerate(TEXTS):
            hubs[number % 3].post(text)
        hubs[1].kill()
        hubs[0].post("Written while another hub was down")
        hubs[2].post("And this one too")
        hubs[1].start()
        hubs[1].post("Back again")

        wait_until(
            lambda: boards_equal(hubs, len(TEXTS) + 3), "three equal boards with all"
        )
        shown = {post["text"] for post in hubs[1].board()}

    assert shown >= {text.strip() for text in TEXTS}


def test_a_post_that_is_met_is_met_on_all_boards(tmp_path: Path) -> None:
    with (
        VirtualRadios(2, preset="SHORT_FAST", seed=8) as radios,
        hubs_over(radios.ports, tmp_path) as hubs,
    ):
        posted = hubs[0].post("A ladder for an hour")
        wait_until(lambda: boards_equal(hubs, 1), "the post on both boards")

        hubs[0].close(posted["id"], posted["keep_code"])

        wait_until(lambda: hubs[1].board()[0]["state"] == "met", "met on the other")


def test_a_radio_that_goes_and_comes_back_is_used_again(tmp_path: Path) -> None:
    with (
        VirtualRadios(2, preset="SHORT_FAST", seed=9) as radios,
        hubs_over(radios.ports, tmp_path) as hubs,
    ):
        hubs[0].post("Before")
        wait_until(lambda: boards_equal(hubs, 1), "the first post on both boards")

        radios.stop_radio(0)
        wait_until(
            lambda: hubs[0].get("/api/status")["radio"]["state"] == "down",
            "the hub to notice that its radio is gone",
        )
        hubs[0].post("While the radio was away")
        radios.start_radio(0)

        wait_until(lambda: boards_equal(hubs, 2), "both posts on both boards")


def test_a_killed_hub_keeps_every_post_that_it_acknowledged(tmp_path: Path) -> None:
    with (
        VirtualRadios(1, preset="SHORT_FAST", seed=10) as radios,
        hubs_over(radios.ports, tmp_path) as hubs,
    ):
        for turn in range(3):
            ids = {hubs[0].post(f"Post {turn} {number}")["id"] for number in range(5)}
            hubs[0].kill()
            hubs[0].start()

            assert ids <= {post["id"] for post in hubs[0].board()}

        assert len(hubs[0].board()) == 15


def test_hubs_of_another_network_hear_nothing(tmp_path: Path) -> None:
    with (
        VirtualRadios(3, preset="SHORT_FAST", seed=11) as radios,
        hubs_over(radios.ports[:2], tmp_path / "ours") as ours,
        hubs_over(radios.ports[2:], tmp_path / "theirs") as theirs,
    ):
        ours[0].post("For our own network")
        wait_until(lambda: boards_equal(ours, 1), "the post on both boards")
        wait_until(
            lambda: theirs[0].get("/api/status")["radio"]["counters"].get("foreign", 0),
            "a foreign frame in the third hub's status",
        )

        assert theirs[0].board() == []
        assert theirs[0].get("/api/status")["radio"]["hubs_heard"] == []
        assert theirs[0].get("/api/status")["radio"]["seal"] == "well"
