"""Takes up the hub's wish for another hotspot. The hub may change nothing of the
machine, and whoever takes it over could write any wish: so nothing is believed, and
nothing but a name and a password is taken.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

from installer import hotspot, places
from installer.commands import has, run, systemd_runs
from installer.files import SECRET, Access, write
from installer.hotspot import Wifi, is_name, is_password, profile, wifi_of
from installer.settings_file import changed
from installer.steps import StepFailed

MOST_BYTES = 512
CHANGED, REFUSED, FAILED = "changed", "refused", "failed"
SETTINGS_ACCESS = Access(0o640, "root", places.HUB_USER)


class NoWish(Exception):
    """What is there can't be taken for a wish; the message holds nothing of it."""


def take_up(bring_up: Callable[[], None] | None = None) -> int:
    """Read the wish, change the hotspot, leave a word; 0 where it was changed.

    The wish goes in any case: it would be taken up for ever.
    """
    try:
        word = _changed(read_wish(places.WISH), bring_up or _bring_up)
    except NoWish as why:
        print(f"! The wish for another hotspot is refused: {why}.")
        word = REFUSED
    except (StepFailed, OSError, UnicodeError) as error:
        print(f"! The hotspot stays as it was: {type(error).__name__}.")
        word = FAILED
    try:
        write(places.WISH_RESULT, f"{word}\n".encode())
    finally:
        places.WISH.unlink(missing_ok=True)
    return 0 if word == CHANGED else 1


def read_wish(path: Path) -> tuple[str, str]:
    """The name and the password. Raises NoWish.

    No link is followed and nothing is waited for: the folder is not ours.
    """
    try:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
                raise NoWish("it is no file of its own")
            if status.st_mode & 0o077 or status.st_uid != path.parent.stat().st_uid:
                raise NoWish("others than the hub may have written it")
            return _parsed(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise NoWish("it can't be read") from error


def _parsed(octets: bytes) -> tuple[str, str]:
    if len(octets) > MOST_BYTES:
        raise NoWish("it is too long")
    try:
        wish = json.loads(octets.decode())
    except (ValueError, RecursionError) as error:
        raise NoWish("it makes no sense") from error
    if not isinstance(wish, dict) or set(wish) != {"name", "password"}:
        raise NoWish("it asks for something else")
    name, password = wish["name"], wish["password"]
    if not isinstance(name, str) or not is_name(name):
        raise NoWish("no Wi-Fi can be called that")
    if not isinstance(password, str) or not is_password(password):
        raise NoWish("that is no password")
    return name, password


def _changed(wish: tuple[str, str], bring_up: Callable[[], None]) -> str:
    """Both files, then the Wi-Fi itself; all as before where one of them fails."""
    before, settings = _bytes(places.HOTSPOT), _bytes(places.SETTINGS)
    known = wifi_of(before.decode())
    if known is None:
        raise NoWish("this box makes no Wi-Fi")
    wifi = Wifi(*wish, known.security)
    lines = {"wifi_name": wifi.name, "wifi_password": wifi.password}
    wanted = changed(settings.decode(), lines).encode()
    try:
        write(places.SETTINGS, wanted, SETTINGS_ACCESS)
        write(places.HOTSPOT, profile(wifi), SECRET)
        bring_up()
    except (StepFailed, OSError):
        with contextlib.suppress(StepFailed, OSError):
            write(places.SETTINGS, settings, SETTINGS_ACCESS)
            write(places.HOTSPOT, before, SECRET)
            bring_up()
        raise
    return CHANGED


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoWish("this box makes no Wi-Fi") from error


def _bring_up() -> None:
    """Have phones see it now. Raises StepFailed."""
    if systemd_runs() and has("nmcli"):
        run(["nmcli", "connection", "reload"])
        run(["nmcli", "--wait", "45", "connection", "up", hotspot.UUID])
