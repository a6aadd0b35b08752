"""The installer on fresh Debian roots, from the bundle, with the network cut off."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from installer.packages import SCREEN

from tests.install.box import SOURCE, Box
from tests.install.conftest import INSTALLED

pytestmark = pytest.mark.box

HUB = "http://127.0.0.1"
PATIENCE_S = 120.0

UNITS = (
    "porchlight",
    "porchlight-backup",
    "porchlight-hotspot",
    "porchlight-kiosk",
    "porchlight-update",
)
ANSWERS = "--conf-dir=/etc/NetworkManager/dnsmasq-shared.d"

ASK = """
import socket, struct, sys, time
name, kind = sys.argv[1:]
labels = b"".join(bytes([len(each)]) + each.encode() for each in name.split("."))
query = struct.pack(">6H", 7, 256, 1, 0, 0, 0) + labels
query += struct.pack(">BHH", 0, int(kind), 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
    asked.settimeout(0.5)
    asked.connect(("127.0.0.1", 53))
    for _ in range(100):
        try:
            asked.send(query)
            answer = asked.recv(512)
            break
        except OSError:
            time.sleep(0.1)
count = struct.unpack(">H", answer[6:8])[0]
print("well" if answer[3] & 15 == 0 else "refused", f"{count} answer", sep=", ", end="")
if count:
    seconds = struct.unpack(">I", answer[-10:-6])[0]
    print(f": {socket.inet_ntoa(answer[-4:])} for {seconds} s")
"""
"""What a phone asks before it trusts a network."""

BESIDE_THE_POINT = re.compile(
    r"etc/(passwd|group|shadow|gshadow)(-|\.\d+)|.*/__pycache__(/.*)?"
)
"""What Debian keeps of the users before, and of its lock when useradd is killed;
compiled files carry the time of day."""

SETTINGS = "etc/porchlight/porchlight.toml"
HOTSPOT = "etc/NetworkManager/system-connections/porchlight.nmconnection"

NO_TWO_ALIKE = re.compile(
    rf"{re.escape(SETTINGS)}|{re.escape(HOTSPOT)}|etc/shadow"
    r"|opt/porchlight/[^/]+/(SHA256SUMS|lib/python3\.\d+/site-packages"
    r"/porchlight-[^/]+\.dist-info/(RECORD|direct_url\.json))"
)
"""Their content tells a password of one box alone, a day, or where it was built."""


def test_it_installs_without_the_internet_and_a_neighbour_can_post(box: Box) -> None:
    with running_hub(box):
        need = {"kind": "need", "category": "food", "text": "Bread for four, please"}
        box.ask("POST", f"{HUB}/api/posts", need)
        board = str(box.ask("GET", f"{HUB}/api/board"))

    assert "Bread for four" in board


def test_a_second_run_changes_nothing(box: Box) -> None:
    before = box.files()

    again = box.install(*INSTALLED)

    assert again.returncode == 0, again.stdout
    assert "  " not in re.sub(r"^! .*$", "", again.stdout, flags=re.MULTILINE)
    assert box.files() == before


def test_a_dry_run_says_everything_and_changes_nothing(fresh_box: Box) -> None:
    before = fresh_box.files()

    said = fresh_box.install("--dry-run", "--country", "US")

    assert said.returncode == 0, said.stdout
    for each in (
        "user porchlight",
        "/opt/porchlight",
        "porchlight.service",
        "connections",
    ):
        assert each in said.stdout
    assert fresh_box.files() == before


def test_an_interrupted_install_is_finished_by_the_next(
    fresh_box: Box, box: Box
) -> None:
    for line in ("make the user", "build", "try", "write /etc/udev", "NetworkManager"):
        fresh_box.install_until(line, *INSTALLED)
    fresh_box.run("sed", "-i", "/^porchlight:/d", "/etc/group", "/etc/gshadow")

    last = fresh_box.install(*INSTALLED)

    assert last.returncode == 0, last.stdout
    assert of_ours(fresh_box) == of_ours(box)
    for file in (SETTINGS, HOTSPOT):
        assert but_for_its_password(fresh_box, file) == but_for_its_password(box, file)
    with running_hub(fresh_box):
        assert fresh_box.ask("GET", f"{HUB}/healthz")["ok"]


def test_a_root_who_keeps_all_files_private_installs_the_same(
    fresh_box: Box, box: Box
) -> None:
    install = f"/{SOURCE}/systemd/install"
    words = 'umask 077; exec python3 "$0" "$@"'

    done = fresh_box.run("sh", "-c", words, install, *INSTALLED)

    assert done.returncode == 0, done.stdout
    assert of_ours(fresh_box) == of_ours(box)


def test_units_can_be_read_and_are_shut_tight(box: Box) -> None:
    for program in ("usr/bin/cage", "usr/bin/chromium"):
        (box.root / program).symlink_to("true")
    kiosk = f"/{SOURCE}/systemd/units/porchlight-kiosk.service"
    box.run("cp", kiosk, "/etc/systemd/system/")

    verified = box.run(
        "systemd-analyze",
        "verify",
        *(f"/etc/systemd/system/{each}.service" for each in UNITS),
        "/etc/systemd/system/porchlight-backup.timer",
        "/etc/systemd/system/porchlight-hotspot.path",
    )

    assert not [line for line in verified.stdout.splitlines() if "porchlight" in line]
    assert rating(box, "porchlight") <= 2.0
    assert rating(box, "porchlight-backup") <= 1.0
    assert rating(box, "porchlight-hotspot") <= 1.5  # root's, for the Wi-Fi's file
    assert rating(box, "porchlight-update") <= 5.0  # it installs: much is root's


def test_units_begin_with_the_box(box: Box) -> None:
    for unit in (
        "porchlight.service",
        "porchlight-backup.timer",
        "porchlight-hotspot.path",
    ):
        assert box.run("systemctl", "is-enabled", unit).stdout.strip() == "enabled"


def test_networkmanager_reads_the_hotspot_and_nobody_else_does(box: Box) -> None:
    read = box.run(
        "sh", "-c", f"nmcli --offline connection modify con-name read < /{HOTSPOT}"
    )

    assert (box.root / HOTSPOT).stat().st_mode & 0o777 == 0o600
    assert "id=read" in read.stdout, read.stdout
    for line in ("ssid=14 Elm St", "mode=ap", "key-mgmt=wpa-psk", "10.42.0.1/24"):
        assert line in read.stdout


def test_every_name_leads_to_the_hub_for_some_seconds_and_nowhere_else(
    box: Box,
) -> None:
    """As NetworkManager starts it, but on loopback."""
    tested = box.run("dnsmasq", "--test", "--dhcp-range=10.42.0.10,10.42.0.90", ANSWERS)
    assert tested.returncode == 0, tested.stdout
    ways = ("--no-hosts", "--listen-address=127.0.0.1", "--bind-interfaces")
    with box.start("dnsmasq", "--keep-in-foreground", *ways, ANSWERS) as dnsmasq:
        try:
            answers = {
                (name, kind): box.run("python3", "-c", ASK, name, kind).stdout.strip()
                for name in ("captive.apple.com", "dns.msftncsi.com")
                for kind in ("1", "28")
            }
        finally:
            dnsmasq.terminate()

    assert answers == {
        ("captive.apple.com", "1"): "well, 1 answer: 10.42.0.1 for 5 s",
        ("captive.apple.com", "28"): "well, 0 answer",
        ("dns.msftncsi.com", "1"): "well, 1 answer: 131.107.255.255 for 5 s",
        ("dns.msftncsi.com", "28"): "well, 0 answer",
    }


def test_an_upgrade_keeps_what_was_written_and_its_way_back(box: Box) -> None:
    with running_hub(box):
        offer = {"kind": "offer", "category": "tools", "text": "A long ladder"}
        box.ask("POST", f"{HUB}/api/posts", offer)
    before = release_of(box)
    change(box, "hub/__init__.py", '"""A newer hub."""\n')

    upgraded = box.install(*INSTALLED)

    assert upgraded.returncode == 0, upgraded.stdout
    assert release_of(box) != before
    assert (box.root / "opt/porchlight" / before).is_dir()
    with running_hub(box):
        assert "A long ladder" in str(box.ask("GET", f"{HUB}/api/board"))


def test_an_upgrade_that_fails_leaves_the_version_before(box: Box) -> None:
    before = release_of(box)
    text = (box.root / SETTINGS).read_text()
    change(box, "hub/app.py", 'raise SystemExit("This one is broken.")\n')

    failed = box.install(*INSTALLED)

    assert failed.returncode == 1
    assert "failed its trial" in failed.stdout
    assert "This one is broken." in failed.stdout
    assert release_of(box) == before
    assert (box.root / SETTINGS).read_text() == text
    with running_hub(box):
        assert box.ask("GET", f"{HUB}/healthz")["ok"]


def test_the_way_the_clock_of_trixies_image_was_broken_is_mended(box: Box) -> None:
    clock = box.root / "var/lib/systemd/timesync/clock"
    clock.unlink(missing_ok=True)
    clock.mkdir(parents=True)

    assert box.install(*INSTALLED).returncode == 0
    assert not clock.is_dir()


def test_settings_are_their_owners_but_for_what_is_asked(box: Box) -> None:
    file = box.root / SETTINGS
    file.write_text(file.read_text() + "# mine\n")

    assert box.install("--no-kiosk", "--radio", "none").returncode == 0
    text = file.read_text()
    assert "# mine" in text
    assert 'radio = "none"' in text
    assert 'name = "14 Elm St"' in text


def test_uninstalling_leaves_the_data_or_nothing(box: Box, fresh_box: Box) -> None:
    (box.root / "var/lib/porchlight/kept").write_text("a neighbour's words")
    uninstall = ("python3", f"/{SOURCE}/systemd/uninstall")

    kept = box.run(*uninstall, "--keep-data")
    fresh = of_ours(fresh_box)
    left = {path for path, look in of_ours(box).items() if fresh.get(path) != look}

    assert kept.returncode == 0, kept.stdout
    data = ("var/lib/porchlight", "var/backups/porchlight")
    assert {each for each in left if not each.startswith(data)} == set()
    assert "var/lib/porchlight/kept" in left
    assert fresh.keys() <= of_ours(box).keys()

    assert box.run(*uninstall, "--all").returncode == 0
    assert of_ours(box) == fresh


def test_the_screen_is_installed_from_packages_on_the_stick(box: Box) -> None:
    put_packages_on_the_stick(box)

    said = box.install(*(each for each in INSTALLED if each != "--no-kiosk"))

    assert said.returncode == 0, said.stdout
    for unit, state in (("porchlight-kiosk", "enabled"), ("getty@tty1", "disabled")):
        found = box.run("systemctl", "is-enabled", f"{unit}.service").stdout.strip()
        assert found == state, unit
    groups = set(box.run("id", "-nG", "kiosk").stdout.split())
    assert groups == {"kiosk", "input", "render", "video"}


def test_the_screen_is_left_out_in_plain_words_where_its_packages_are_missing(
    box: Box,
) -> None:
    said = box.install("--country", "US")

    assert said.returncode == 3
    assert "The screen shows nothing yet" in said.stdout
    assert not (box.root / "etc/systemd/system/porchlight-kiosk.service").exists()


@contextmanager
def running_hub(box: Box) -> Iterator[None]:
    """The hub as its unit starts it: its user, port 80, and no other right."""
    with box.start(
        *("setpriv", "--reuid=porchlight", "--regid=porchlight", "--init-groups"),
        *("--inh-caps=-all,+net_bind_service", "--ambient-caps=+net_bind_service"),
        *("--bounding-set=-all,+net_bind_service", "--no-new-privs"),
        *("/opt/porchlight/current/bin/porchlight", "run"),
        *("--config", "/etc/porchlight/porchlight.toml"),
        stderr=subprocess.PIPE,
    ) as hub:
        assert hub.stderr is not None
        said: list[str] = []
        for line in hub.stderr:
            said.append(line)
            if "serving" in line:
                break
        assert hub.poll() is None, said
        try:
            yield
        finally:
            hub.send_signal(signal.SIGTERM)
            hub.communicate(timeout=PATIENCE_S)


def put_packages_on_the_stick(box: Box) -> None:
    """Packages with nothing but a name: how apt takes them is what matters."""
    codename = "sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME"
    release = box.run(*codename).stdout.strip()
    kind = box.run("dpkg", "--print-architecture").stdout.strip()
    place = f"{SOURCE}/debs/{release}-{kind}"
    (box.root / place).mkdir(parents=True)
    for name in ("chromium", *SCREEN):
        control = box.root / "root" / name / "DEBIAN/control"
        control.parent.mkdir(parents=True)
        control.write_text(
            f"Package: {name}\nVersion: 1\nArchitecture: all\n"
            "Maintainer: a neighbour <us@example.org>\nDescription: a name\n"
        )
        built = box.run("dpkg-deb", "--build", f"/root/{name}", f"/{place}")
        assert built.returncode == 0, built.stdout


def rating(box: Box, unit: str) -> float:
    path = f"/etc/systemd/system/{unit}.service"
    said = box.run("systemd-analyze", "security", "--offline=true", path).stdout
    found = re.search(r"exposure level for \S+: (\d+\.\d)", said)
    assert found, said
    return float(found[1])


def release_of(box: Box) -> str:
    return (box.root / "opt/porchlight/current").readlink().name


def change(box: Box, file: str, text: str) -> None:
    (box.root / SOURCE / file).write_text(text)


def of_ours(box: Box) -> dict[str, str]:
    """What the installer is answerable for: whose it is, and its content."""
    return {
        path: " ".join(look.split()[:2]) if NO_TWO_ALIKE.fullmatch(path) else look
        for path, look in box.files().items()
        if not BESIDE_THE_POINT.fullmatch(path)
    }


def but_for_its_password(box: Box, file: str) -> str:
    text = (box.root / file).read_text()
    less, passwords = re.subn(r"^(wifi_password|psk) *=.*$", "", text, flags=re.M)
    assert passwords == 1, file
    return less
