"""`porchlight radio` as a steward starts it."""

from __future__ import annotations

import fcntl
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from meshtastic.protobuf import admin_pb2

from radio.meshtastic_setup import RadioOnBench
from radio.simulator.server import VirtualRadios
from tests.radio.benches import AS_SOLD, losing_line
from tests.system.hubs import PATIENCE_S, PROJECT, HubProcess

pytestmark = pytest.mark.system


def _radio(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hub", "radio", *arguments],
        cwd=PROJECT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def _says_in_one_line(ended: subprocess.CompletedProcess[str], words: str) -> bool:
    lines = ended.stderr.strip().splitlines()
    return ended.returncode == 1 and len(lines) == 1 and words in lines[0]


@pytest.fixture
def radios() -> Iterator[VirtualRadios]:
    """One as it is sold."""
    with VirtualRadios(1, seed=1, speed=20, kind=AS_SOLD) as running:
        yield running


@pytest.fixture
def place(radios: VirtualRadios) -> str:
    return str(radios.address(0))


def test_a_radio_is_set_up_once_and_then_is_right(
    radios: VirtualRadios, place: str, tmp_path: Path
) -> None:
    code = tmp_path / "code.svg"
    hub = ("--radio", place, "--data", str(tmp_path))

    first = _radio(
        *("setup", *hub, "--name", "14 Elm Street", "--qr", str(code)),
        typed="nowhere\neu_868\ny\n",
    )
    again = _radio("setup", *hub, "--yes")
    shown = _radio("status", *hub)

    assert first.returncode == 0, first.stderr
    assert "region: UNSET -> EU_868" in first.stdout
    assert "All settings read back" in first.stdout
    (pin,) = re.findall(r"Bluetooth PIN: (\d{6})\.", first.stdout)
    with RadioOnBench(radios.address(0)) as bench:
        assert bench.report().settings.pin == int(pin) != 123456
    assert "https://meshtastic.org/e/#" in first.stdout
    assert code.read_bytes().startswith(b"<?xml")
    assert again.returncode == 0
    assert "Nothing is to change" in again.stdout
    assert "PIN" not in again.stdout
    assert "14 Elm Street (14ES)" in shown.stdout
    assert shown.stdout.strip().endswith("nothing")
    key = (tmp_path / "network.key").read_text().strip()
    assert key not in first.stdout + again.stdout + shown.stdout


def test_what_did_not_take_is_said_and_the_end_is_a_failure(
    radios: VirtualRadios, tmp_path: Path
) -> None:
    def is_name(message: admin_pb2.AdminMessage) -> bool:
        return bool(message.HasField("set_owner"))

    with losing_line(radios.address(0), is_name) as line:
        ended = _radio(
            *("setup", "--radio", str(line), "--data", str(tmp_path)),
            *("--region", "EU_868", "--name", "Elm", "--yes"),
        )

    assert _says_in_one_line(ended, "did not take: 2")
    assert "did not take: name: " in ended.stdout
    assert "meshtastic.org" not in ended.stdout


def test_without_a_yes_nothing_is_changed(place: str, tmp_path: Path) -> None:
    hub = ("--radio", place, "--data", str(tmp_path), "--region", "US")

    asked = _radio("setup", *hub, typed="n\n")
    dry = _radio("setup", *hub, "--dry-run")

    assert "Nothing was changed" in asked.stdout
    assert "region: UNSET -> US" in dry.stdout
    shown = _radio("status", "--radio", place, "--data", str(tmp_path), "--json")
    told = json.loads(shown.stdout)
    assert told["region"] == "UNSET"
    assert "region" in [each["what"] for each in told["to_change"]]


def test_a_dry_run_makes_no_key(place: str, tmp_path: Path) -> None:
    _radio(*("setup", "--radio", place, "--data", str(tmp_path)), "--dry-run")

    assert list(tmp_path.iterdir()) == []


def test_a_region_is_asked_for_and_never_guessed(place: str, tmp_path: Path) -> None:
    ended = _radio("setup", "--radio", place, "--data", str(tmp_path), "--yes")

    assert _says_in_one_line(ended, "EU_868, CN")


@pytest.mark.parametrize("command", ["setup", "status"])
def test_a_hub_that_has_the_radio_is_to_be_stopped_first(
    command: str, place: str, tmp_path: Path
) -> None:
    with HubProcess(tmp_path, "--radio", "none"):
        ended = _radio(command, "--radio", place, "--data", str(tmp_path))

    assert _says_in_one_line(ended, "systemctl stop porchlight")


def test_a_serial_port_that_is_in_use_is_told_so(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    path = os.ttyname(theirs)
    try:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        ended = _radio("status", "--radio", f"serial:{path}", "--data", str(tmp_path))
    finally:
        os.close(ours)
        os.close(theirs)

    assert _says_in_one_line(ended, "in use by another program")


def test_what_listens_and_says_nothing_is_no_radio(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"tcp:127.0.0.1:{silent.getsockname()[1]}"
        ended = _radio("status", "--radio", place, "--data", str(tmp_path))

    assert _says_in_one_line(ended, "does not answer")


@pytest.mark.parametrize(
    ("radio", "words"),
    [
        ("none", "Say which radio"),
        ("pigeon", "pigeon"),
        ("serial:/dev/no-such-radio", "no-such-radio"),
        ("tcp:nosuch.invalid:4403", "does not answer"),
    ],
)
def test_a_radio_that_cannot_be_is_told_in_one_line(
    radio: str, words: str, tmp_path: Path
) -> None:
    ended = _radio("setup", "--radio", radio, "--data", str(tmp_path), "--yes")

    assert _says_in_one_line(ended, words)


def test_a_data_folder_that_is_not_there_is_told_in_one_line(
    place: str, tmp_path: Path
) -> None:
    ended = _radio("setup", "--radio", place, "--data", str(tmp_path / "none"))

    assert _says_in_one_line(ended, "none")


def test_where_a_code_can_not_be_saved_nothing_is_touched(
    place: str, tmp_path: Path
) -> None:
    hub = ("--radio", place, "--data", str(tmp_path))

    ended = _radio("setup", *hub, "--region", "US", "--yes", "--qr", "code.gif")

    assert _says_in_one_line(ended, "code.gif")
    assert list(tmp_path.iterdir()) == []
