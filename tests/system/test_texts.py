"""Neighbours' radios and real hubs, over virtual radios and the real library."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from radio.simulator.server import VirtualRadios
from tests.system.hubs import PATIENCE_S, PROJECT, HubProcess, hubs_over, wait_until
from tests.system.phones import Phone, join_neighbours

pytestmark = pytest.mark.system

SHORT_ID = re.compile(r"as ([A-Z0-9]{3,8})[:.]")


def _id_in(answer: str) -> str:
    found = SHORT_ID.search(answer)
    assert found, answer
    return found[1]


def _radios(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "hub", "radios", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    ).stdout


def _state(hub: HubProcess, text: str) -> str:
    found = [each["state"] for each in hub.board() if each["text"] == text]
    return str(found[0]) if found else ""


def test_a_need_texted_by_one_radio_is_claimed_by_another(tmp_path: Path) -> None:
    with VirtualRadios(3, preset="SHORT_FAST", seed=21) as radios:
        numbers = [join_neighbours(radios.address(index)) for index in range(3)]
        with (
            hubs_over(radios.ports[:1], tmp_path) as [hub],
            Phone(radios.address(1)) as ana,
            Phone(radios.address(2)) as bo,
        ):
            wait_until(lambda: _is_up(hub), "the radio to be up")
            posted = ana.ask("NEED water for 4, 2nd floor")
            name = _id_in(posted)
            assert _state(hub, "water for 4, 2nd floor") == "open"
            assert _id_in(bo.ask("need rice", numbers[0])) != name
            assert name in bo.ask("LIST", numbers[0])

            assert name in bo.ask(f"CLAIM {name} Bo", numbers[0])
            told = ana.next_text()
            while not told.direct:
                told = ana.next_text()
            assert name in told.text
            assert _state(hub, "water for 4, 2nd floor") == "claimed"

            assert name in ana.ask(f"MET {name}")
            assert _state(hub, "water for 4, 2nd floor") == "met"


def test_a_text_heard_by_two_hubs_is_answered_and_posted_once(tmp_path: Path) -> None:
    with VirtualRadios(3, preset="SHORT_FAST", seed=22) as radios:
        for index in range(3):
            join_neighbours(radios.address(index))
        with (
            hubs_over(radios.ports[:2], tmp_path) as hubs,
            Phone(radios.address(2)) as ana,
        ):
            for hub in hubs:
                wait_until(lambda hub=hub: _is_up(hub), "the radio to be up")
            hubs[0].post("So that the hubs know each other")
            wait_until(lambda: len(hubs[1].board()) == 1, "the first post everywhere")
            name = _id_in(ana.ask("NEED a ladder"))
            wait_until(
                lambda: all(_state(each, "a ladder") == "open" for each in hubs),
                "the need on both boards",
            )

            assert name in ana.ask(f"DROP {name}")
            assert [len(each.board()) for each in hubs] == [2, 2]


def test_a_steward_blocks_a_radio_while_the_hub_runs(tmp_path: Path) -> None:
    with VirtualRadios(2, preset="SHORT_FAST", seed=23) as radios:
        numbers = [join_neighbours(radios.address(index)) for index in range(2)]
        with (
            hubs_over(radios.ports[:1], tmp_path) as [hub],
            Phone(radios.address(1)) as ana,
        ):
            wait_until(lambda: _is_up(hub), "the radio to be up")
            ana.ask("SOS fire in 3B", numbers[0])
            data = str(tmp_path / "hub-1")
            listed = _radios("--data", data)
            assert f"!{ana.number:08x}" in listed
            assert "CALLS FOR HELP: fire in 3B" in listed

            _radios("--data", data, "--block", f"!{ana.number:08x}")
            ana.send("NEED more water", numbers[0])
            _radios("--data", data, "--unblock", f"!{ana.number:08x}")
            assert ana.ask("NEED soap", numbers[0])

        assert [each["text"] for each in _texts_kept(tmp_path, radios)] == [
            "fire in 3B",
            "soap",
        ]
        assert not any(
            "3B" in line or f"{ana.number:08x}" in line for line in hub.lines
        )


def _texts_kept(tmp_path: Path, radios: VirtualRadios) -> list[dict[str, str]]:
    with hubs_over(radios.ports[:1], tmp_path) as [hub]:
        return hub.board()


def _is_up(hub: HubProcess) -> bool:
    return bool(hub.get("/api/status")["radio"]["state"] == "up")
