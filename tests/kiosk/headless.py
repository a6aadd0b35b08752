"""The lobby's screen without a display: cage draws into memory, as another user."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

import kiosk

PYTHON = "/usr/bin/python3"
"""The tests' own may be where no other user can read it."""

NOBODY = 65534
"""cage won't run as root, nor should a browser."""

PROGRAMS = ("cage", "Xwayland", "grim", "setpriv", PYTHON)


def _make_place_for_x() -> None:
    """As systemd does at every start: Xwayland takes nobody's folder but root's."""
    place = Path("/tmp/.X11-unix")  # noqa: S108 - its one and only name
    place.mkdir(exist_ok=True)
    os.chown(place, 0, 0)
    place.chmod(0o1777)


class Lobby:
    """A session of the kiosk, with what it shows."""

    def __init__(self, hub: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="porchlight-lobby-"))
        self.profile = self.folder / "run/profile"
        here = Path(kiosk.__file__).parent
        ignored = shutil.ignore_patterns("static", "templates", "translations")
        shutil.copytree(here, self.folder / "kiosk", ignore=ignored)
        (self.folder / "run").mkdir(mode=0o700)
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(self.folder / "run", NOBODY, NOBODY)
            _make_place_for_x()
        self._log = (self.folder / "log").open("wb")
        self._session = subprocess.Popen(
            [
                *self._as_somebody(),
                *(PYTHON, "-m", "kiosk.session", "--hub", hub),
                *(
                    "--folder",
                    str(self.folder / "run"),
                    "--flag=--remote-debugging-port=0",
                ),
            ],
            cwd=self.folder,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def address(self) -> str:
        """What page is shown; nothing before there is one."""
        try:
            told = (self.profile / "DevToolsActivePort").read_text().split()
            if not told:  # the browser is just about to write it
                return ""
            port = told[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                pages: list[dict[str, Any]] = json.load(answer)
        except OSError:
            return ""
        return next((str(p["url"]) for p in pages if p["type"] == "page"), "")

    def colours(self) -> Counter[bytes]:
        """How often each colour is on the screen."""
        taken = subprocess.run(
            [*self._as_somebody("WAYLAND_DISPLAY=wayland-0"), "grim", "-t", "ppm", "-"],
            capture_output=True,
            check=False,
        ).stdout
        pixels = taken.split(b"\n", 3)[-1]
        return Counter(pixels[at : at + 3] for at in range(0, len(pixels), 3))

    def kill_browser(self) -> None:
        """As the kernel does it when memory runs out."""
        os.kill(self._browser(), signal.SIGKILL)

    def end(self) -> None:
        """End everything that was started."""
        for each in (signal.SIGTERM, signal.SIGKILL):
            if self._session.poll() is None:
                os.killpg(self._session.pid, each)
                self._wait()
        if browser := self._browser():
            os.killpg(browser, signal.SIGKILL)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def said(self) -> str:
        """What the session said."""
        return (self.folder / "log").read_text(errors="replace")

    def _wait(self) -> None:
        try:
            self._session.wait(15)
        except subprocess.TimeoutExpired:
            return

    def _browser(self) -> int:
        """The browser's first process, which leads a session of its own; 0: none."""
        mark = f"--user-data-dir={self.profile}".encode()
        for each in Path("/proc").glob("[0-9]*"):
            try:
                words = (each / "cmdline").read_bytes()
                leads = os.getpgid(int(each.name)) == int(each.name)
            except OSError:
                continue
            if leads and mark in words and b"--type=" not in words:
                return int(each.name)
        return 0

    def _as_somebody(self, *more: str) -> list[str]:
        ids = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        run = self.folder / "run"
        return [
            *(("setpriv", *ids) if os.geteuid() == 0 else ()),
            *("env", "-i", "PATH=/usr/bin:/bin", f"HOME={run}"),
            *(f"XDG_RUNTIME_DIR={run}", f"PYTHONPATH={self.folder}"),
            "PYTHONDONTWRITEBYTECODE=1",
            *("WLR_BACKENDS=headless", "WLR_LIBINPUT_NO_DEVICES=1"),
            # Two, side by side: what fills one alone, cage hands on unseen by grim.
            *("WLR_RENDERER=pixman", "WLR_HEADLESS_OUTPUTS=2"),
            *more,
        ]
