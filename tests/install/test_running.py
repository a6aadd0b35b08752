"""A box that was switched on: the hub under a real systemd, in all its walls."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.install.box import SOURCE, RunningBox
from tests.install.test_box import change, release_of

pytestmark = pytest.mark.box

HUB = "http://127.0.0.1"
PATIENCE_S = 120.0

IMPATIENT = "[Service]\nWatchdogSec=4\n"
"""So that a test need not wait for half a minute."""

NO_SCREEN = """\
[Unit]
ConditionPathExists=

[Service]
Type=oneshot
Restart=no
PAMName=
StandardInput=null
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
SupplementaryGroups=
ExecStart=
ExecStart=/bin/sh -c "touch /run/user/$$(id -u)/a /run/porchlight-kiosk/a; \
ls /home || echo NO HOME; ls /run/user/$$(id -u)/a && echo SOCKET AND PROFILE"
"""

FINISH = """
import http.cookiejar, re, sys, urllib.parse, urllib.request as web
hub = sys.argv[1]
browser = web.build_opener(web.HTTPCookieProcessor(http.cookiejar.CookieJar()))
browser.open(hub + "/screen")
place = hub + "/setup/network/start"
page = browser.open(place).read().decode()
key = re.search('name="form_key" value="([^"]+)"', page)[1]
sent = urllib.parse.urlencode({"form_key": key}).encode()
print(browser.open(place, sent).url)
"""
"""A touchscreen's last touch of the set-up."""


@pytest.fixture
def box(running_box: RunningBox) -> RunningBox:
    """A hub at work, whose supervisor waits for its life sign no longer than needed."""
    folder = "/run/systemd/system/porchlight.service.d"
    running_box.run("mkdir", "-p", folder)
    running_box.run("sh", "-c", f"printf '{IMPATIENT}' > {folder}/test.conf")
    running_box.systemctl("daemon-reload")
    running_box.systemctl("restart", "porchlight")
    wait_until(lambda: answers(running_box), "the hub")
    return running_box


def wait_until(holds: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until, f"never came: {what}"
        time.sleep(0.5)


def answers(box: RunningBox) -> bool:
    script = f"import urllib.request as web; web.urlopen('{HUB}/healthz', timeout=3)"
    return box.run("python3", "-c", script).returncode == 0


def post(box: RunningBox, text: str) -> str:
    fields = {"kind": "need", "category": "other", "text": text}
    return str(box.ask("POST", f"{HUB}/api/posts", fields)["id"])


def posts(box: RunningBox) -> list[str]:
    return [each["id"] for each in box.ask("GET", f"{HUB}/api/board")["posts"]]


def starts(box: RunningBox) -> str:
    """How often it was started anew, and as which process it runs now."""
    return box.systemctl("show", "porchlight", "-p", "NRestarts", "-p", "MainPID")


@pytest.mark.parametrize("how", ["KILL", "STOP"])
def test_a_hub_that_dies_or_hangs_comes_back_with_all_that_was_posted(
    box: RunningBox, how: str
) -> None:
    written = post(box, "Soup for two")
    before = starts(box)

    box.systemctl("kill", "-s", how, "--kill-who=main", "porchlight")

    wait_until(lambda: starts(box) != before and answers(box), "a new hub")
    assert posts(box) == [written]
    assert post(box, "Bread") in posts(box)


def test_in_its_walls_it_can_do_what_it_has_to(box: RunningBox) -> None:
    said = box.systemctl("status", "--no-pager", "--lines=0", "porchlight")
    assert "Serving." in said

    box.systemctl("start", "porchlight-backup")

    assert box.systemctl("show", "porchlight-backup", "-p", "Result") == (
        "Result=success"
    )
    assert "porchlight-000001.db" in box.run("ls", "/var/backups/porchlight").stdout
    complaints = box.run("journalctl", "-u", "porchlight", "-p", "err", "--no-pager")
    assert "-- No entries --" in complaints.stdout


def test_the_installer_leaves_a_hub_that_works_at_its_work(box: RunningBox) -> None:
    written = post(box, "Soup for two")
    before = starts(box)

    done = box.install("--no-kiosk", "--country", "US")

    assert done.returncode == 0, done.stdout
    assert starts(box) == before
    assert posts(box) == [written]


def test_an_update_is_taken_and_one_command_leads_back(box: RunningBox) -> None:
    written, before = post(box, "Soup for two"), release_of(box)
    change(box, "hub/__init__.py", '"""A newer hub."""\n')

    taken = box.install("--no-kiosk", "--country", "US")

    assert taken.returncode == 0, taken.stdout
    assert release_of(box) != before
    assert posts(box) == [written]

    gone_back = box.run("/usr/local/sbin/porchlight-update", "--back")

    assert gone_back.returncode == 0, gone_back.stdout
    assert release_of(box) == before
    assert posts(box) == [written]


def test_a_release_that_fails_on_this_box_alone_gives_way(box: RunningBox) -> None:
    """Its trial, on another port, goes well."""
    written, before = post(box, "Soup for two"), release_of(box)
    serving = (box.root / SOURCE / "hub/serving.py").read_text()
    broken = '    if listen.port == 80:\n        raise SystemExit("Not here.")\n'
    first_line = "    sockets: dict[int, Any] = {}\n"
    assert first_line in serving
    change(box, "hub/serving.py", serving.replace(first_line, broken + first_line))

    failed = box.install("--no-kiosk", "--country", "US")

    assert failed.returncode == 1
    assert f"{before} is back at work" in failed.stdout
    assert release_of(box) == before
    assert posts(box) == [written]


def test_a_wish_for_another_hotspot_is_taken_up_and_answered(box: RunningBox) -> None:
    folder = "/var/lib/porchlight"
    wish = '{"name": "Porch", "password": "warm-light-everywhere"}'
    box.run("sh", "-c", f"echo '{wish}' > {folder}/wish.new")
    box.run("chown", "porchlight:", f"{folder}/wish.new")

    box.run("mv", f"{folder}/wish.new", f"{folder}/hotspot.wish")

    def is_answered() -> bool:
        return box.run("cat", "/run/porchlight-hotspot/result").returncode == 0

    wait_until(is_answered, "a word about the wish")
    assert box.run("ls", f"{folder}/hotspot.wish").returncode != 0
    wait_until(lambda: answers(box), "the hub")


def test_an_update_can_be_installed_in_the_walls_of_its_unit(box: RunningBox) -> None:
    written, before = post(box, "Soup for two"), release_of(box)
    change(box, "hub/__init__.py", '"""The hub, once more."""\n')
    unit = "porchlight-update.service"
    install = f"/{SOURCE}/systemd/install --no-kiosk --country US"
    box.run("mkdir", f"/run/systemd/system/{unit}.d")
    text = f"[Service]\\nExecStart=\\nExecStart=/usr/bin/python3 -I {install}\\n"
    box.run("sh", "-c", f"printf '{text}' > /run/systemd/system/{unit}.d/test.conf")
    box.systemctl("daemon-reload")

    box.systemctl("start", unit)

    said = box.run("journalctl", "-u", unit, "--no-pager").stdout
    assert box.systemctl("show", unit, "-p", "Result") == "Result=success", said
    assert release_of(box) != before
    assert posts(box) == [written]


def test_a_hub_that_was_set_up_begins_anew_as_the_same_service(
    box: RunningBox,
) -> None:
    before = starts(box)
    program = "/opt/porchlight/current/bin/porchlight"
    box.run(program, "setup", "again", "--data", "/var/lib/porchlight")

    finished = box.run("python3", "-c", FINISH, HUB)

    assert finished.stdout.strip().endswith("/setup/wait"), finished.stdout
    kept = "/var/lib/porchlight/setup.toml"
    wait_until(lambda: 'state = "done"' in box.run("cat", kept).stdout, "the end")
    wait_until(lambda: answers(box), "the hub")
    assert box.systemctl("is-active", "porchlight") == "active"
    assert starts(box) == before


def test_the_screen_in_its_walls_has_the_places_of_its_login(
    running_box: RunningBox,
) -> None:
    """As its unit says, but for the screen itself, which no container has."""
    box, unit = running_box, "porchlight-kiosk.service"
    box.run("useradd", "--system", "--user-group", "kiosk")
    box.run("sh", "-c", "install -d -o kiosk -m 700 /run/user/$(id -u kiosk)")
    box.run("cp", f"/{SOURCE}/systemd/units/{unit}", "/run/systemd/system/")
    folder = f"/run/systemd/system/{unit}.d"
    box.run("mkdir", folder)
    box.run("sh", "-c", f"printf '%s' '{NO_SCREEN}' > {folder}/test.conf")
    box.systemctl("daemon-reload")

    box.systemctl("start", unit)

    said = box.run("journalctl", "-u", unit, "--no-pager").stdout
    assert box.systemctl("show", unit, "-p", "Result") == "Result=success", said
    assert "SOCKET AND PROFILE" in said
    assert "NO HOME" in said


def test_without_a_stick_there_is_no_update_and_no_complaint(box: RunningBox) -> None:
    box.systemctl("start", "porchlight-update")

    assert box.systemctl("is-failed", "porchlight-update") == "inactive"
    assert answers(box)
