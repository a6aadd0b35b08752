"""The screen's own browser: started under a compositor, led to the hub, begun anew when
either of them dies. All it knows of the hub is whether it answers, and what light it
wants.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from kiosk.backlight import Backlight, wanted_light
from kiosk.compositor import CAGE, cage_version, under_cage, wait_for_graphics

WAITING_PAGE = Path(__file__).with_name("waiting.html")

ANSWERS = "hub-answers.js"
"""A file beside the waiting page while the hub answers; the page looks for it."""

LOOK_EVERY_S = 2.0
SILENT_LOOKS = 3
"""How often in a row the hub may be silent: it starts anew in less time than that."""

LOOK_FOR_LIGHT_S = 0.25
"""How soon after a touch a screen that is dim or asleep has its light again."""

END_BROWSER_S = 5.0

BROWSERS = ("chromium", "chromium-browser")
"""Debian's name, and that of Raspberry Pi OS before Trixie."""

FLAGS = (
    "--kiosk",
    "--ozone-platform=wayland",
    "--touch-events=enabled",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--noerrdialogs",
    "--disable-infobars",
    "--hide-crash-restore-bubble",
    "--disable-session-crashed-bubble",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--autoplay-policy=no-user-gesture-required",
    # It has nothing to look for outside, and nobody to tell; the hub's is no name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--disable-features=Translate,MediaRouter,OptimizationHints,"
    "WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup",
    "--check-for-update-interval=31536000",
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown, and by what."""

    browser: str
    hub: str
    folder: Path
    more_flags: Sequence[str] = ()

    @property
    def profile(self) -> Path:
        """What the browser keeps, until it starts anew."""
        return self.folder / "profile"

    @property
    def command(self) -> list[str]:
        """The browser, beginning at the waiting page: that leads on to the hub."""
        return [
            self.browser,
            *FLAGS,
            f"--user-data-dir={self.profile}",
            *self.more_flags,
            f"{(self.folder / WAITING_PAGE.name).as_uri()}#{self.hub}",
        ]


def show(screen: Screen) -> NoReturn:
    """Show the hub's pages until a signal ends us."""
    backlight = Backlight()
    while True:
        shutil.rmtree(screen.profile, ignore_errors=True)  # no traces, no stale lock
        screen.profile.mkdir(mode=0o700, parents=True)
        shutil.copyfile(WAITING_PAGE, screen.folder / WAITING_PAGE.name)
        browser = subprocess.Popen(screen.command, start_new_session=True)  # noqa: S603
        try:
            logger.info("%s", _why_over(browser, screen, backlight))
        finally:
            _end(browser)


def _why_over(
    browser: subprocess.Popen[bytes], screen: Screen, backlight: Backlight
) -> str:
    """Block until the browser is to be started anew; says why."""
    answered, silent = False, 0
    while True:
        silent = 0 if answers(f"{screen.hub}/healthz") else silent + 1
        _tell_waiting_page(screen, answers=not silent)
        answered = answered or not silent
        if answered and silent >= SILENT_LOOKS:  # else the waiting page is shown still
            return "the hub fell silent"
        if _ends(browser, screen, backlight):
            return f"the browser ended with {browser.returncode}"


def _ends(
    browser: subprocess.Popen[bytes], screen: Screen, backlight: Backlight
) -> bool:
    """Whether the browser ends before it is time to look after the hub again."""
    until = time.monotonic() + LOOK_EVERY_S
    while (left := until - time.monotonic()) > 0:
        backlight.turn(wanted_light(f"{screen.hub}/screen/light"))
        pause = left if backlight.is_bright else LOOK_FOR_LIGHT_S
        with contextlib.suppress(subprocess.TimeoutExpired):
            browser.wait(max(pause, 0))
            return True
    return False


def _tell_waiting_page(screen: Screen, *, answers: bool) -> None:
    if answers:
        (screen.folder / ANSWERS).touch()
    else:
        (screen.folder / ANSWERS).unlink(missing_ok=True)


def answers(health: str) -> bool:
    """Whether the hub is there: well, or with a page for why it is not."""
    try:
        with urllib.request.urlopen(health, timeout=LOOK_EVERY_S):  # noqa: S310
            return True
    except urllib.error.HTTPError as error:
        return error.code == 503  # it can't serve, and has a page that says why
    except (OSError, http.client.HTTPException):
        return False


def _end(browser: subprocess.Popen[bytes]) -> None:
    """End it with all its processes, which are a session of their own."""
    for each in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(browser.pid, each)
        with contextlib.suppress(subprocess.TimeoutExpired):
            browser.wait(END_BROWSER_S)


def found_browser() -> str:
    """The program that is installed here."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise SystemExit("Please install Chromium: sudo apt install chromium")


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def main(arguments: Sequence[str]) -> NoReturn:
    """`python -m kiosk.session`: without a compositor it begins by starting one."""
    parser = argparse.ArgumentParser(prog="kiosk.session", description=__doc__)
    parser.add_argument("--hub", default="http://127.0.0.1", metavar="URL")
    parser.add_argument("--folder", type=Path, required=True, metavar="DIR")
    parser.add_argument("--browser", metavar="PROGRAM")
    parser.add_argument("--flag", action="append", default=[], metavar="FLAG")
    given = parser.parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    if "WAYLAND_DISPLAY" not in os.environ:
        wait_for_graphics(os.environ)
        again = [sys.executable, "-m", "kiosk.session", *arguments]
        os.execvp(CAGE, under_cage(cage_version(), again))  # noqa: S606
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _stop)
    show(Screen(given.browser or found_browser(), given.hub, given.folder, given.flag))


if __name__ == "__main__":
    main(sys.argv[1:])
