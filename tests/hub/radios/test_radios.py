"""`porchlight radios`: who texts, who calls for help, and who is not heard any more."""

from __future__ import annotations

import logging
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.radios.commands import radios
from hub.radios.requests import WAITING, BlockRequest, put, take_all
from hub.service import LedgerUnavailable
from hub.service.radios import CheckIn, Heard, KeptRadio
from hub.store.ledger import TinyLedger

NOW = Heard(1_800_000_000.0, 500.0)
ANA = KeptRadio(0xA1, NOW, "es")
BO = KeptRadio(
    0xB2,
    NOW,
    check_ins=(
        CheckIn(well=True, heard=NOW, verified=True),
        CheckIn(well=False, heard=NOW, verified=False, words="in 3B"),
    ),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    for each in (ANA, BO, replace(ANA, number=0xC3, blocked=True)):
        ledger.keep_radio(each)
    ledger.close()
    return tmp_path / "data"


def _radios(*arguments: str) -> Result:
    return CliRunner().invoke(radios, arguments)


def test_who_calls_for_help_stands_first_and_blocked_ones_last(data: Path) -> None:
    lines = _radios("--data", str(data)).output.splitlines()

    assert lines[0].startswith("!000000b2")
    assert "CALLS FOR HELP (anybody can have sent it): in 3B" in lines[1]
    assert "is well" in lines[2]
    assert lines[-1].startswith("!000000c3")
    assert "BLOCKED" in lines[-1]


@pytest.mark.parametrize("number", ["!000000a1", "161"])
def test_a_radio_of_a_stopped_hub_is_blocked_and_listened_to_again(
    data: Path, number: str
) -> None:
    assert _radios("--data", str(data), "--block", number).exit_code == 0
    assert "!000000a1" in _radios("--data", str(data)).output.split("BLOCKED")[-2]

    done = _radios("--data", str(data), "--unblock", number)
    assert "listened to again" in done.output
    assert "!000000a1" not in _radios("--data", str(data)).output


@pytest.mark.parametrize("number", ["!xyz", "-1", "!1ffffffff", "radio"])
def test_what_is_no_radio_is_refused(data: Path, number: str) -> None:
    ended = _radios("--data", str(data), f"--block={number}")

    assert ended.exit_code == 2
    assert not list((data / "inbox").glob("*"))


def test_a_folder_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    for more in ((), ("--block", "5")):
        ended = _radios("--data", str(tmp_path / "no"), *more)

        assert ended.exit_code == 1
        assert len(str(ended.output).splitlines()) == 1


def test_what_the_disk_refuses_waits_on(data: Path) -> None:
    put(data, BlockRequest(5, blocked=True))

    def refuse(_asked: BlockRequest) -> None:
        raise LedgerUnavailable("full")

    take_all(data, refuse)
    assert len(list((data / "inbox").glob("*" + WAITING))) == 1

    taken: list[BlockRequest] = []
    take_all(data, taken.append)
    assert taken == [BlockRequest(5, blocked=True)]
    assert not list((data / "inbox").iterdir())


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"radio": "5", "blocked": true}', '{"radio": -1}', "\0"]
)
def test_a_request_that_makes_no_sense_is_deleted(data: Path, said: str) -> None:
    (data / "inbox").mkdir()
    (data / "inbox" / f"x{WAITING}").write_text(said)
    taken: list[BlockRequest] = []

    take_all(data, taken.append)

    assert taken == []
    assert not list((data / "inbox").iterdir())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_a_steward_asks_with_sudo_belongs_to_the_hub(data: Path) -> None:
    os.chown(data, 12345, 23456)

    waiting = put(data, BlockRequest(5, blocked=True))

    for made in (waiting, waiting.parent):
        assert (made.stat().st_uid, made.stat().st_gid) == (12345, 23456)


def test_a_request_that_cannot_be_read_keeps_no_other_from_being_done(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked = BlockRequest(5, blocked=True)
    put(data, asked)
    (data / "inbox" / f"000000000000{WAITING}").mkdir()  # comes first; no file
    taken: list[BlockRequest] = []
    stuck: set[Path] = set()

    with caplog.at_level(logging.ERROR):
        take_all(data, taken.append, stuck)
        take_all(data, taken.append, stuck)

    assert taken == [asked]
    assert caplog.text.count("can't be taken") == 1


def test_a_request_that_nobody_takes_is_not_called_done(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.radios.commands.PATIENCE_S", 0.1)
    with closing(TinyLedger(data, unpack, name_of)):  # a hub that takes nothing
        said = _radios("--data", str(data), "--block", "5").output

    assert "!00000005 is not blocked yet" in said
    assert "did not answer" in said
