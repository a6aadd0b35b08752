"""Signed updates on whole boxes: by command, from a stick, back again, with the plug
pulled in the middle.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from updater.signing import sign

from tests.install.box import SOURCE, Box
from tests.install.publisher import Publisher
from tests.install.roots import alone

pytestmark = pytest.mark.box

COMMAND = "/usr/local/sbin/porchlight-update"
STATE = "var/lib/porchlight-update"
ON_BOX = Path("media/updates")
UNIT = Path(__file__).parents[2] / "systemd/units/porchlight-update.service"
STICK_NODES = (("null", 1, 3), ("zero", 1, 5), ("random", 1, 8), ("urandom", 1, 9))


@pytest.fixture
def newer(stick: Path, shared: Path) -> Path:
    """The bundle as an archive of the next version, made once for all."""
    place = shared / "newer.tar.gz"
    with alone(place):
        if not place.exists():
            tree = shared / "newer"
            shutil.copytree(stick / SOURCE, tree)
            (tree / "systemd/sequence").write_text("1000\n")
            fresh = place.with_suffix(".new")
            with tarfile.open(fresh, "w:gz", compresslevel=1) as packed:
                packed.add(tree, "porchlight")
            shutil.rmtree(tree)
            fresh.rename(place)
    return place


def test_a_signed_update_comes_by_command_and_the_way_back_too(
    box: Box, newer: Path
) -> None:
    publisher, before = Publisher(), release_of(box)
    folder = box.root / ON_BOX
    sign(newer, folder, publisher.key)

    refused = box.run(COMMAND, f"/{ON_BOX}")
    assert (refused.returncode, release_of(box)) == (1, before)
    assert "knows no publisher's key" in refused.stdout
    publisher.trusted_by(box.root / "etc/porchlight/update-keys")

    for line in ("is signed and whole", "  build", "  try"):
        update_until(box, line)
        assert release_of(box) == before
    done = box.run(COMMAND, f"/{ON_BOX}")
    assert done.returncode == 0, done.stdout
    assert result_of(box)["outcome"] == "installed"
    assert release_of(box) != before
    kept = [each.name for each in (box.root / STATE).iterdir()]
    assert kept == ["highest-sequence"]
    assert "installed already" in box.run(COMMAND, f"/{ON_BOX}").stdout

    back = box.run(COMMAND, "--back")
    assert (back.returncode, release_of(box)) == (0, before), back.stdout
    assert box.run(COMMAND, f"/{ON_BOX}").returncode == 1
    assert box.run(COMMAND, "--back").returncode == 0
    assert release_of(box) != before


def test_an_update_on_a_stick_is_checked_and_told(box: Box, newer: Path) -> None:
    before, publisher = release_of(box), Publisher()
    publisher.trusted_by(box.root / "etc/porchlight/update-keys")
    place = box.root / ON_BOX
    sign(newer, place, publisher.key)
    archive = place / "porchlight-update.tar.gz"
    os.truncate(archive, archive.stat().st_size // 2)

    with stick_in(box, place):
        torn = box.run(COMMAND, "--stick")
    assert torn.returncode == 1
    assert result_of(box) == {
        "outcome": "torn",
        "words": "The update on the stick is torn: a part is missing. Nothing was "
        "changed.",
    }

    (place / "porchlight-update.tar.gz.signed").unlink()
    with stick_in(box, place):
        assert box.run(COMMAND, "--stick").returncode == 1
    assert result_of(box)["outcome"] == "unsigned"

    archive.unlink()
    with stick_in(box, place):
        empty = box.run(COMMAND, "--stick")
    assert (empty.returncode, empty.stdout) == (0, "")
    assert release_of(box) == before

    sign(newer, place, publisher.key)
    with stick_in(box, place):
        good = box.run(*with_rights_of_the_unit(), COMMAND, "--stick")
    assert good.returncode == 0, good.stdout
    assert release_of(box) != before
    assert box.run("grep", "porchlight-update", "/proc/mounts").stdout == ""


def test_an_update_that_fails_its_trial_or_finds_no_room_leaves_all_as_it_was(
    box: Box, newer: Path
) -> None:
    publisher, before = Publisher(), release_of(box)
    publisher.trusted_by(box.root / "etc/porchlight/update-keys")
    broken = box.root / "media/broken.tar.gz"
    with tarfile.open(newer) as good, tarfile.open(broken, "w:gz") as to:
        for member in good:
            content = good.extractfile(member)
            if member.name == "porchlight/hub/app.py":
                member.size = 0
            to.addfile(member, content)
    sign(broken, box.root / ON_BOX, publisher.key)

    failed = box.run(COMMAND, f"/{ON_BOX}")
    assert failed.returncode == 1
    assert result_of(box)["outcome"] == "failed"

    box.run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", f"/{STATE}")
    full = box.run(COMMAND, f"/{ON_BOX}")
    assert "too little room" in full.stdout
    assert release_of(box) == before


def update_until(box: Box, line: str) -> None:
    """Pull the plug when it says that."""
    with box.start(
        *(COMMAND, f"/{ON_BOX}"), stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert any(line in said for said in process.stdout), line
        os.killpg(process.pid, signal.SIGKILL)


def with_rights_of_the_unit() -> tuple[str, ...]:
    """What the kernel would let it do."""
    (line,) = re.findall(r"^CapabilityBoundingSet=(.*)$", UNIT.read_text(), re.M)
    rights = ",".join(each.removeprefix("CAP_").lower() for each in line.split())
    kept = "+" + rights.replace(",", ",+")
    return ("setpriv", "--no-new-privs", f"--bounding-set=-all,{kept}")


@contextmanager
def stick_in(box: Box, files: Path) -> Iterator[None]:
    """A file system with a stick's label and these files, on a device of its own."""
    image = files.parent / "stick.img"
    with image.open("wb") as file:
        file.truncate(128 * 2**20)
    run("mkfs.ext4", "-q", "-L", "PORCHLIGHT", "-d", str(files), str(image))
    device = Path(run("losetup", "--find", "--show", "--read-only", str(image)).strip())
    number = os.minor(device.stat().st_rdev)
    nodes = "".join(f"mknod -m 666 /dev/{n} c {a} {b}; " for n, a, b in STICK_NODES)
    script = (
        f"mount -t tmpfs tmpfs /dev; {nodes} mknod /dev/stick b 7 {number}; "
        "mkdir -p /dev/disk/by-label; ln -s /dev/stick /dev/disk/by-label/PORCHLIGHT"
    )
    try:
        assert box.run("sh", "-ec", script).returncode == 0
        yield
        box.run("umount", "/dev")
    finally:
        run("losetup", "--detach", str(device))


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def result_of(box: Box) -> dict[str, str]:
    found: dict[str, str] = json.loads(
        (box.root / "run/porchlight-update.json").read_text()
    )
    return found


def release_of(box: Box) -> str:
    return (box.root / "opt/porchlight/current").readlink().name
