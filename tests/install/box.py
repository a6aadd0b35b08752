"""A box for tests: a Debian root of its own, in namespaces without a network, with or
without a systemd that runs it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.install.roots import CannotTest

ENVIRONMENT = ("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root")
SOURCE = "media/porchlight"
"""Where the stick is, seen from the root."""

MOUNTS = """
mount -t overlay overlay -o lowerdir={lower},upperdir={upper},workdir={work} {root}
mount -t proc proc {root}/proc
mount -t tmpfs tmpfs {root}/run
mount -t tmpfs -o mode=1777 tmpfs {root}/tmp
ip link set lo up
"""

SET_UP = """
mount --bind /dev {root}/dev
echo ready
exec sleep infinity
"""

BOOT = """
mount --bind {root}/proc/sys {root}/proc/sys
mount -o remount,bind,ro {root}/proc/sys
mount -t sysfs -o ro sysfs {root}/sys || mount --rbind /sys {root}/sys
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 {root}/sys/fs/cgroup
else
  mount -t tmpfs tmpfs {root}/sys/fs/cgroup
  mkdir {root}/sys/fs/cgroup/systemd {root}/sys/fs/cgroup/unified
  mount -t cgroup -o none,name=systemd systemd {root}/sys/fs/cgroup/systemd
  mount -t cgroup2 cgroup2 {root}/sys/fs/cgroup/unified
fi
mount -t tmpfs -o mode=755 tmpfs {root}/dev
mkdir {root}/dev/pts {root}/dev/shm
for each in null zero full random urandom tty; do
  touch {root}/dev/$each
  mount --bind /dev/$each {root}/dev/$each
done
ln -s /proc/self/fd {root}/dev/fd
mount -t devpts -o newinstance,ptmxmode=0666 devpts {root}/dev/pts
ln -s pts/ptmx {root}/dev/ptmx
mount -t tmpfs -o mode=1777 tmpfs {root}/dev/shm
echo ready
exec env -i container=other SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 \\
  PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot {root} /lib/systemd/systemd --system
"""
"""What a container gives its systemd: its own groups of processes, devices that do no
harm, and a kernel whose settings it may not touch."""


class Box:
    """Programs in it share its files and its loopback; who starts one ends it."""

    def __init__(self, root: Path, holder: subprocess.Popen[str]) -> None:
        self._root = root
        self._holder = holder
        # Its mounts are its own; from outside they are found through a process of it.
        self.root = Path(f"/proc/{holder.pid}/root{root}")

    def start(self, *command: str, **options: Any) -> subprocess.Popen[str]:
        """Start a program in the box."""
        inside = ("nsenter", "--target", str(self._holder.pid), "--net", "--mount")
        chroot = (*inside, "chroot", str(self._root), *ENVIRONMENT, *command)
        return subprocess.Popen(chroot, text=True, stdin=subprocess.DEVNULL, **options)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program in the box to its end."""
        with self.start(
            *command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process:
            said, _ = process.communicate()
        return subprocess.CompletedProcess(command, process.returncode, said)

    def install(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run the installer from the stick."""
        return self.run("python3", f"/{SOURCE}/systemd/install", *options)

    def install_until(self, line: str, *options: str) -> None:
        """Run it and pull the plug when it says that line."""
        command = ("python3", "-u", f"/{SOURCE}/systemd/install", *options)
        with self.start(
            *command, stdout=subprocess.PIPE, start_new_session=True
        ) as process:
            assert process.stdout is not None
            assert any(line in said for said in process.stdout), line
            os.killpg(process.pid, signal.SIGKILL)

    def ask(self, method: str, url: str, body: object = None) -> Any:
        """JSON from a hub in the box."""
        script = (
            "import json, sys, urllib.request as web\n"
            "method, url, body = sys.argv[1:]\n"
            "asked = web.Request(url, body.encode() or None, method=method,"
            " headers={'Content-Type': 'application/json'})\n"
            "print(web.urlopen(asked, timeout=20).read().decode())"
        )
        text = json.dumps(body) if body is not None else ""
        said = self.run("python3", "-c", script, method, url, text)
        assert said.returncode == 0, said.stdout
        return json.loads(said.stdout)

    def files(self) -> dict[str, str]:
        """Every file, link and folder: who may do what with it, and its content."""
        found = {}
        for folder, names, files in os.walk(self.root):
            if folder == str(self.root):
                names[:] = [n for n in names if n not in ("proc", "dev", "run", "tmp")]
            for name in (*names, *files):
                path = Path(folder, name)
                found[str(path.relative_to(self.root))] = _look_of(path)
        return found


ALONE = ("--pid", "--uts", "--ipc", "--cgroup", "--fork", "--kill-child")

COME_UP_S = 60.0


class RunningBox(Box):
    """One whose systemd is at work."""

    def start(self, *command: str, **options: Any) -> subprocess.Popen[str]:
        """Start a program among the box's own processes."""
        spaces = f"--pid=/proc/{self._holder.pid}/ns/pid_for_children"
        inside = ("nsenter", "--target", str(self._holder.pid), "--net", "--mount")
        chroot = ("chroot", str(self._root), *ENVIRONMENT, *command)
        return subprocess.Popen(
            (*inside, spaces, *chroot), text=True, stdin=subprocess.DEVNULL, **options
        )

    def has_come_up(self) -> bool:
        """Block until everything that begins with the box has; whether it ever did."""
        end = time.monotonic() + COME_UP_S
        while time.monotonic() < end:
            if self.systemctl("is-system-running") in ("running", "degraded"):
                return True
            time.sleep(0.5)
        return False

    def systemctl(self, *words: str) -> str:
        """What it answers."""
        return self.run("systemctl", *words).stdout.strip()


def _look_of(path: Path) -> str:
    status = path.lstat()
    look = f"{status.st_mode:o} {status.st_uid}:{status.st_gid}"
    if path.is_symlink():
        return f"{look} -> {path.readlink()}"
    if path.is_file():
        return f"{look} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    return look


@contextlib.contextmanager
def box_on(layers: list[Path], folder: Path) -> Iterator[Box]:
    """A box with the layers' files, the upper first; what it writes is in `folder`.

    Raises CannotTest.
    """
    with _held(layers, folder, SET_UP) as (root, holder):
        yield Box(root, holder)


@contextlib.contextmanager
def running_box_on(layers: list[Path], folder: Path) -> Iterator[RunningBox]:
    """The same, with its own systemd at work. Raises CannotTest."""
    with _held(layers, folder, BOOT, *ALONE) as (root, holder):
        box = RunningBox(root, holder)
        if not box.has_come_up():
            raise CannotTest("no systemd can run here")
        yield box


@contextlib.contextmanager
def _held(
    layers: list[Path], folder: Path, then: str, *more: str
) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """The root, and the process whose namespaces it is in."""
    upper, work, root = (folder / name for name in ("upper", "work", "root"))
    for place in (upper, work, root):
        place.mkdir(parents=True)
    lower = ":".join(map(str, layers))
    script = (MOUNTS + then).format(lower=lower, upper=upper, work=work, root=root)
    holder = subprocess.Popen(
        ["unshare", "--mount", "--net", *more, "sh", "-ec", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert holder.stdout is not None
    if holder.stdout.readline() != "ready\n":
        raise CannotTest(f"no namespaces here: {holder.communicate()[1]}")
    try:
        yield root, holder
    finally:
        holder.kill()
        holder.communicate()
