"""What is told to a service supervisor, over a real socket in its place."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

import pytest

from hub.notify import feed_every_s, notifier, status


@pytest.mark.parametrize("abstract", [False, True])
def test_a_word_arrives_by_a_file_and_by_an_abstract_name(
    tmp_path: Path, *, abstract: bool
) -> None:
    name = f"@porchlight-test-{secrets.token_hex(8)}"
    address = name if abstract else str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(address.replace("@", "\0", 1))
        supervisor.settimeout(10)
        notify = notifier({"NOTIFY_SOCKET": address})
        assert notify is not None

        notify("READY=1")

        assert supervisor.recv(100) == b"READY=1"


@pytest.mark.parametrize("address", ["", "relative", "vsock:2:1234"])
def test_where_nobody_asked_nobody_is_told(address: str) -> None:
    assert notifier({"NOTIFY_SOCKET": address}) is None
    assert notifier({}) is None


def test_a_supervisor_that_is_gone_does_no_harm(tmp_path: Path) -> None:
    notify = notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")})
    assert notify is not None

    notify("READY=1")  # raises nothing


def test_signs_of_life_are_due_at_half_the_time() -> None:
    assert feed_every_s({"WATCHDOG_USEC": "30000000"}) == 15.0
    mine, other = str(os.getpid()), str(os.getpid() + 1)
    assert feed_every_s({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": mine}) == 1.0
    assert feed_every_s({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": other}) is None


@pytest.mark.parametrize("wanted", ["", "0", "-5", "soon"])
def test_where_no_signs_of_life_are_wanted_none_are_due(wanted: str) -> None:
    assert feed_every_s({"WATCHDOG_USEC": wanted}) is None


def test_a_status_is_one_line() -> None:
    assert status("Serving.\nREADY=1") == "STATUS=Serving. READY=1"
