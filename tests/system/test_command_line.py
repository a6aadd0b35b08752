"""`porchlight` as a person starts it: one clear line when it can't do its work."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.hubs import PATIENCE_S, PROJECT, HubProcess, wait_until

pytestmark = pytest.mark.system


def _run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hub", *arguments],
        cwd=PROJECT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def _says_in_one_line(ended: subprocess.CompletedProcess[str], words: str) -> bool:
    lines = ended.stderr.strip().splitlines()
    return ended.returncode == 1 and len(lines) == 1 and words in lines[0]


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path, taken_port: int) -> None:
    ended = _run("run", "--data", str(tmp_path), "--listen", f"127.0.0.1:{taken_port}")

    assert _says_in_one_line(ended, str(taken_port))


@pytest.mark.parametrize("place", ["nosuch.invalid:8080", "a b:80"])
def test_a_place_that_is_none_is_told_in_one_line(tmp_path: Path, place: str) -> None:
    ended = _run("run", "--data", str(tmp_path), "--listen", place)

    assert _says_in_one_line(ended, place)


def test_a_hub_can_listen_on_all_addresses_at_once(tmp_path: Path) -> None:
    with HubProcess(tmp_path, "--listen", "*:0") as hub:
        assert hub.lines


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.touch()

    ended = _run("run", "--data", str(blocked / "data"), "--listen", "127.0.0.1:0")

    assert _says_in_one_line(ended, "a-file")


def test_a_folder_in_use_by_another_hub_is_told_in_one_line(tmp_path: Path) -> None:
    with HubProcess(tmp_path):
        ended = _run("run", "--data", str(tmp_path), "--listen", "127.0.0.1:0")

    assert _says_in_one_line(ended, "in use by another")


def test_a_radio_that_cannot_be_is_told_in_one_line(tmp_path: Path) -> None:
    ended = _run("run", "--data", str(tmp_path), "--radio", "carrier pigeon")

    assert _says_in_one_line(ended, "carrier pigeon")


def test_without_its_radio_a_hub_serves_and_keeps_trying(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound but not listening: connections fail
        port = nobody.getsockname()[1]
        with HubProcess(tmp_path, "--radio", f"tcp:127.0.0.1:{port}") as hub:
            hub.post("Still here")
            wait_until(
                lambda: hub.get("/api/status")["radio"]["state"] == "down",
                "the missing radio in the status",
            )

            assert len(hub.board()) == 1
            told = [line for line in hub.lines if str(port) in line]
            assert len(told) == 1
            assert "trying again" in told[0]


def test_asked_to_end_a_hub_ends_at_once_and_well(tmp_path: Path) -> None:
    with HubProcess(tmp_path) as hub:
        assert hub.end() == 0
        assert not [line for line in hub.lines if "Traceback" in line]


# -- what a steward does ------------------------------------------------------


def test_a_running_hub_is_backed_up_and_a_stopped_one_restored(tmp_path: Path) -> None:
    folder, file = tmp_path / "hub", tmp_path / "backup"
    with HubProcess(folder) as hub:
        hub.post("In the backup")
        saved = _run("backup", "--data", str(folder), str(file))
        hub.post("After the backup")
        refused = _run("restore", "--data", str(folder), str(file))
    restored = _run("restore", "--data", str(folder), str(file))
    with HubProcess(folder) as hub:
        texts = [post["text"] for post in hub.board()]

    assert (saved.returncode, restored.returncode) == (0, 0)
    assert _says_in_one_line(refused, "in use")
    assert texts == ["In the backup"]


def test_a_hub_whose_file_is_damaged_serves_what_it_saved_and_says_so(
    tmp_path: Path,
) -> None:
    with HubProcess(tmp_path) as hub:
        ids = {hub.post(f"Post {number}")["id"] for number in range(5)}
        hub.end()
    (tmp_path / "porchlight.db").write_bytes(b"torn")

    with HubProcess(tmp_path) as hub:
        assert hub.get("/api/status")["store"] == {"state": "restored"}
        assert {post["id"] for post in hub.board()} <= ids
        assert hub.post("Life goes on")


READ_ONLY = (
    *("unshare", "--mount", "sh", "-c"),
    'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"',
)
"""Runs a command, after the folder, in a world where that folder is read-only."""


def test_on_a_disk_that_can_only_be_read_reading_goes_on(tmp_path: Path) -> None:
    under = (*READ_ONLY, str(tmp_path))
    if subprocess.run([*under, "true"], capture_output=True, check=False).returncode:
        pytest.skip("only root can make a folder read-only for root")
    with HubProcess(tmp_path) as hub:
        hub.post("Before the card gave up")  # killed: it lies in the log alone

    with HubProcess(tmp_path, under=under) as hub:
        assert [post["text"] for post in hub.board()] == ["Before the card gave up"]
        assert hub.get("/api/status")["store"] == {"state": "read_only"}
        with pytest.raises(urllib.error.HTTPError) as refused:
            hub.post("Nothing new")
        assert refused.value.code == 503
        refused.value.close()


def test_the_doctor_says_a_line_each_and_whether_something_is_amiss(
    tmp_path: Path, taken_port: int
) -> None:
    with HubProcess(tmp_path):
        radio = f"tcp:127.0.0.1:{taken_port}"
        clock = ("--clock", "trusted")
        well = _run("doctor", "--data", str(tmp_path), "--radio", radio, *clock)
    amiss = _run("doctor", "--data", str(tmp_path / "none"), "--radio", "serial:/none")

    assert well.returncode == 0
    assert [line.split()[1] for line in well.stdout.splitlines()] == [
        "file",
        "disk",
        "clock",
        "radio",
    ]
    assert amiss.returncode == 1
    assert "AMISS  file" in amiss.stdout
    assert "AMISS  radio" in amiss.stdout


def test_a_wipe_asks_twice(tmp_path: Path) -> None:
    with HubProcess(tmp_path) as hub:
        hub.post("Private enough")
    before = sorted(tmp_path.iterdir())

    once = _run("wipe", "--data", str(tmp_path), typed="y\nno\n")
    assert once.returncode != 0
    assert sorted(tmp_path.iterdir()) == before

    twice = _run("wipe", "--data", str(tmp_path), typed="y\nwipe\n")
    assert twice.returncode == 0
    assert list(tmp_path.iterdir()) == []


# -- records carried by hand ----------------------------------------------------


def test_by_hand_two_running_hubs_come_to_one_board(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    key = ("--network-key-file", str(tmp_path / "network.key"))
    with HubProcess(here, *key) as one, HubProcess(there, *key) as other:
        one.post("Written here")
        other.post("Written there")
        for giver, taker in ((here, there), (there, here)):
            stick = str(tmp_path / f"of-{giver.name}")
            given = _run("export", stick, "--data", str(giver), *key)
            taken = _run("import", stick, "--data", str(taker), *key)
            again = _run("import", stick, "--data", str(taker), *key)
            assert (given.returncode, taken.returncode, again.returncode) == (0, 0, 0)
            assert "1 new," in taken.stdout
            assert ": 0 new," in again.stdout

        texts = [sorted(post["text"] for post in each.board()) for each in (one, other)]

    assert texts == [["Written here", "Written there"]] * 2


def test_by_hand_a_stopped_hub_gives_and_takes_too(tmp_path: Path) -> None:
    here, there, stick = tmp_path / "here", tmp_path / "there", str(tmp_path / "stick")
    key = ("--network-key-file", str(tmp_path / "network.key"))
    with HubProcess(here) as hub:
        hub.post("Written here")
    there.mkdir()

    given = _run("export", stick, "--data", str(here), *key)
    taken = _run("import", stick, "--data", str(there), *key)
    with HubProcess(there) as hub:
        texts = [post["text"] for post in hub.board()]

    assert "in it: 1." in given.stdout
    assert "1 new, 0 known already, 0 refused" in taken.stdout
    assert texts == ["Written here"]


def test_what_was_put_into_the_inbox_of_a_hub_that_died_is_taken_in_at_its_start(
    tmp_path: Path,
) -> None:
    here, there, stick = tmp_path / "here", tmp_path / "there", tmp_path / "stick"
    with HubProcess(here) as hub:
        hub.post("Written here")
    _run("export", str(stick), "--data", str(here))
    (there / "inbox").mkdir(parents=True)
    (there / "network.key").write_bytes((here / "network.key").read_bytes())
    (there / "inbox" / "1-ab.carried").write_bytes(stick.read_bytes())

    with HubProcess(there) as hub:
        wait_until(lambda: len(hub.board()) == 1, "the post from the inbox")


def test_a_file_that_cannot_be_taken_in_is_told_in_one_line(tmp_path: Path) -> None:
    here, stick = tmp_path / "here", tmp_path / "stick"
    with HubProcess(here) as hub:
        hub.post("Written here")
    _run("export", str(stick), "--data", str(here))
    whole = stick.read_bytes()
    other_key = tmp_path / "other.key"
    other_key.write_text("9" * 64)
    huge = tmp_path / "huge"
    huge.touch()
    os.truncate(huge, 2**33)

    def said(octets: bytes, *more: str) -> subprocess.CompletedProcess[str]:
        stick.write_bytes(octets)
        return _run("import", str(stick), "--data", str(here), *more)

    changed = bytearray(whole)
    changed[-30] ^= 1
    strange = ("--network-key-file", str(other_key))
    data = ("--data", str(here))
    assert _says_in_one_line(said(whole, *strange), "another network")
    assert _says_in_one_line(said(whole[:-1]), "torn")
    assert _says_in_one_line(said(bytes(changed)), "changed")
    assert _says_in_one_line(said(whole + whole), "behind its end")
    assert _says_in_one_line(said(b""), "no file that a hub exported")
    assert _says_in_one_line(said(b"just words"), "no file that a hub exported")
    assert _says_in_one_line(_run("import", str(huge), *data), "too large")
    assert _says_in_one_line(_run("import", str(tmp_path), *data), "no file")
    assert list((here / "inbox").iterdir()) == []


def test_a_stick_that_takes_no_file_is_told_in_one_line(tmp_path: Path) -> None:
    here, stick = tmp_path / "here", tmp_path / "stick"
    stick.mkdir()
    with HubProcess(here) as hub:
        hub.post("Written here")
    _run("export", str(tmp_path / "file"), "--data", str(here))
    data = ("--data", str(here))

    full = 'mount -t tmpfs -o size=4k none "$0" && head -c 4000 /dev/zero >"$0/x"'
    script = f'{full} && "$@"; code=$?; ls "$0" >&2; exit $code'
    on_stick = ("unshare", "--mount", "sh", "-c", script, str(stick))
    if subprocess.run([*on_stick, "true"], capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    export = (sys.executable, "-m", "hub", "export", str(stick / "file"), *data)
    ended = subprocess.run(
        [*on_stick, *export], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[1:] == ["x"]
    assert "No space left" in ended.stderr
    assert _says_in_one_line(
        _run("export", str(tmp_path / "none" / "file"), *data), "none"
    )
    assert _says_in_one_line(_run("export", str(stick), *data), "directory")
    nobody = ("--data", str(tmp_path / "nobody"))
    assert _says_in_one_line(_run("export", str(stick / "file"), *nobody), "nobody")


# -- the demo -----------------------------------------------------------------


def _free_ports() -> int:
    """The first of three free ports in a row, below those that the system hands out."""
    while True:
        port = random.randrange(12_000, 30_000)
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            for number in range(port, port + 3):
                probe = stack.enter_context(socket.socket())
                probe.bind(("127.0.0.1", number))
            return port


@contextlib.contextmanager
def _demo(folder: Path, *arguments: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    port = _free_ports()
    demo = subprocess.Popen(
        [
            *(sys.executable, "-u", "-m", "hub", "demo", "--data", str(folder)),
            *("--first-port", str(port), "--preset", "SHORT_FAST", *arguments),
        ],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with demo:
        try:
            yield port, demo
        finally:
            demo.kill()


def _read_until(demo: subprocess.Popen[str], pattern: str) -> str:
    assert demo.stdout is not None
    too_late = threading.Timer(2 * PATIENCE_S, demo.kill)
    too_late.start()
    try:
        for line in demo.stdout:
            if re.search(pattern, line):
                return line
    finally:
        too_late.cancel()
    raise AssertionError(f"the demo never said {pattern}")


def _texts(port: int) -> list[str]:
    address = f"http://127.0.0.1:{port}/api/board"
    with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
        return sorted(post["text"] for post in json.load(answer)["posts"])


def test_the_demo_replays_messages_to_three_equal_boards_and_ends_well(
    tmp_path: Path,
) -> None:
    file = tmp_path / "messages.tsv"
    texts = ["Mwen bezwen dlo, tanpri — mèsi", "Besoin d'eau à l'école", "Food for 3"]
    file.write_text("".join(f"xx\t{text}\n" for text in texts) + "no tab here\nxx\t\n")

    with _demo(tmp_path, "--replay", str(file), "--rate", "600") as (port, demo):
        _read_until(demo, "Look at http://localhost")
        _read_until(demo, r"air +radio \d → .* record")
        wait_until(
            lambda: all(_texts(port + n) == sorted(texts) for n in range(3)),
            "the messages on all three boards",
        )
        demo.send_signal(signal.SIGINT)
        output, _ = demo.communicate(timeout=PATIENCE_S)

    assert demo.returncode == 0
    assert "Good night" in output
    assert "Traceback" not in output


def test_in_the_demo_neighbours_with_only_a_radio_post_and_claim(
    tmp_path: Path,
) -> None:
    with _demo(tmp_path, "--loss", "0", "--preset", "SHORT_FAST") as (_port, demo):
        _read_until(demo, r"text +Ana # +NEED water")
        _read_until(demo, r"text +hub \d # +On the board as")
        _read_until(demo, r"text +Bo # +CLAIM [A-Z0-9]{3}")
        _read_until(demo, r"text +hub \d # +You are on it")
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=PATIENCE_S)

    assert demo.returncode == 0


def test_the_demo_starts_a_hub_again_that_was_killed(tmp_path: Path) -> None:
    with _demo(tmp_path) as (port, demo):
        _read_until(demo, "Look at")
        children = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text()

        os.kill(int(children.split()[0]), signal.SIGKILL)

        _read_until(demo, "starts again")
        wait_until(lambda: len(_texts(port)) < 2, "the hub's answer")


def test_hubs_of_a_demo_that_was_killed_end_too(tmp_path: Path) -> None:
    with _demo(tmp_path) as (_, demo):
        _read_until(demo, "Look at")
        children = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text()

        demo.kill()

        wait_until(
            lambda: not any(_runs(int(child)) for child in children.split()),
            "the end of the hubs",
        )


def _runs(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_demo_whose_port_is_taken_says_so_in_one_line(
    tmp_path: Path, taken_port: int
) -> None:
    ended = _run("demo", "--data", str(tmp_path), "--first-port", str(taken_port))

    assert _says_in_one_line(ended, str(taken_port))


def test_a_steward_gets_a_code_that_the_running_hub_knows(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    given = _run("steward", "Ana", *data)
    code = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", given.stdout)
    assert code, given
    (shown,) = re.findall(r"/api/alerts --json '(.*)'", given.stdout)
    alert = {**json.loads(shown), "code": code[0]}

    with HubProcess(tmp_path) as hub:
        hub.send("/api/alerts", alert)
        refused = _run("steward", "Bo", *data)
        alerts = hub.get("/api/board")["alerts"]
    removed = _run("steward", "Ana", "--remove", *data)

    assert [each["text"] for each in alerts] == ["Flood on Elm Street"]
    assert _says_in_one_line(refused, "in use")
    assert "Stop it first" in refused.stderr
    assert "docs/operations.md" in given.stdout
    assert "no longer" in removed.stdout


def test_a_clock_that_is_no_clock_is_told_in_one_line(tmp_path: Path) -> None:
    ended = _run("run", "--data", str(tmp_path), "--clock", "sundial")

    assert _says_in_one_line(ended, "sundial")
