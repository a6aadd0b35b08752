"""A box for tests: a Debian root of its own, in namespaces without a network."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.install.roots import CannotTest

ENVIRONMENT = ("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root")
SOURCE = "media/porchlight"
"""Where the stick is, seen from the root."""

SET_UP = """
mount -t overlay overlay -o lowerdir={lower},upperdir={upper},workdir={work} {root}
mount -t proc proc {root}/proc
mount -t tmpfs tmpfs {root}/run
mount -t tmpfs -o mode=1777 tmpfs {root}/tmp
mount --bind /dev {root}/dev
ip link set lo up
echo ready
exec sleep infinity
"""


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
    upper, work, root = (folder / name for name in ("upper", "work", "root"))
    for place in (upper, work, root):
        place.mkdir(parents=True)
    lower = ":".join(map(str, layers))
    script = SET_UP.format(lower=lower, upper=upper, work=work, root=root)
    holder = subprocess.Popen(
        ["unshare", "--mount", "--net", "sh", "-ec", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert holder.stdout is not None
    if holder.stdout.readline() != "ready\n":
        raise CannotTest(f"no namespaces here: {holder.communicate()[1]}")
    try:
        yield Box(root, holder)
    finally:
        holder.kill()
        holder.communicate()
