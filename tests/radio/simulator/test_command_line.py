"""`python -m radio.simulator radios` as somebody types it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from radio.bearer import RadioAddress
from radio.simulator.__main__ import main
from radio.simulator.server import VirtualRadios
from tests.radio.simulator.clients import RawClient

COMMAND = [sys.executable, "-u", "-m", "radio.simulator", "radios"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_the_radios_are_and_ends_cleanly(number):
    with subprocess.Popen(
        [*COMMAND, "--ports", "0,0", "--loss", "0.1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        lines = [run.stdout.readline() for _ in range(3)]
        port = int(re.search(r":(\d+)$", lines[0])[1])
        socket.create_connection(("127.0.0.1", port)).close()

        run.send_signal(number)
        _, complaints = run.communicate(timeout=60)

    assert lines[0].startswith("Porch Radio 1  !")
    assert "Ctrl-C" in lines[2]
    assert complaints == ""
    assert run.returncode == 0


def test_a_port_in_use_is_one_clear_line():
    with VirtualRadios(1) as running:
        result = CliRunner().invoke(main, ["radios", "--ports", str(running.ports[0])])

    assert result.exit_code == 1
    assert "in use" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("ports", ["", "x", "5-4", "1-99999", "-1", "4501-"])
def test_ports_that_are_none_are_refused(ports):
    result = CliRunner().invoke(main, ["radios", "--ports", ports])

    assert result.exit_code == 2
    assert "like 4501-4505" in result.output


def test_a_path_brings_a_radio_at_a_serial_port(tmp_path):
    path = tmp_path / "radio"
    command = [*COMMAND, "--ports", f"{path},0", "--firmware", "2.8", "--fresh"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        lines = [run.stdout.readline() for _ in range(3)]
        client = RawClient(RadioAddress("serial", str(path)))
        client.say(want_config_id=1)
        said = client.next_with("metadata").metadata
        client.close()
        run.send_signal(signal.SIGINT)

    assert lines[0].endswith(f"{path}\n")
    assert lines[2] == "Ctrl-C ends.\n"
    assert said.firmware_version.startswith("2.8.")
    assert not path.is_symlink()


def test_firmware_that_we_do_not_know_is_refused():
    command = ["radios", "--ports", "0", "--firmware", "1.3"]
    result = CliRunner().invoke(main, command)

    assert result.exit_code == 2
    assert "2.5 to 2.8" in result.output
