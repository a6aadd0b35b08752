"""What the installer is told on its command line, checked."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.hotspot import SECURITY, is_name, is_password

COUNTRIES = Path("/usr/share/zoneinfo/iso3166.tab")


@dataclass(frozen=True, slots=True)
class Options:
    """None: as it is, or as it usually is."""

    dry_run: bool
    hotspot: bool
    kiosk: bool
    country: str | None
    name: str | None
    wifi_name: str | None
    wifi_password: str | None
    wifi_security: str | None
    radio: str | None


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; ends with 2 and a sentence where it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="install",
        description="Make this machine a Porchlight box. Run it again to repair it, or "
        "from a newer folder to upgrade it: what neighbours wrote stays.",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="change nothing, only say"
    )
    parser.add_argument(
        "--no-hotspot", action="store_true", help="no Wi-Fi of its own for phones"
    )
    parser.add_argument("--no-kiosk", action="store_true", help="no screen")
    parser.add_argument(
        "--country", type=country_code, metavar="XX", help="where the box is: US, FR, …"
    )
    parser.add_argument("--name", type=_name, help="what the hub is called: 14 Elm St")
    parser.add_argument("--wifi-name", type=_wifi_name, metavar="NAME")
    parser.add_argument(
        "--wifi-password-file",
        type=_password,
        metavar="FILE",
        dest="wifi_password",
        help="a file with the Wi-Fi's password [default: a new one, said once]",
    )
    parser.add_argument(
        "--wifi-security",
        choices=tuple(SECURITY),
        help="wpa3 only with an adapter that can do it [default: wpa2]",
    )
    parser.add_argument(
        "--radio",
        type=_radio,
        help="none, serial:auto, serial:PATH or tcp:HOST:PORT [default: serial:auto]",
    )
    given = vars(parser.parse_args(arguments))
    given["hotspot"] = not given.pop("no_hotspot")
    given["kiosk"] = not given.pop("no_kiosk")
    return Options(**given)


def country_code(text: str) -> str:
    """Two letters of a country. Raises ArgumentTypeError."""
    code = text.upper()
    known = re.findall(r"^([A-Z]{2})\t", _countries(), flags=re.M)
    if not re.fullmatch("[A-Z]{2}", code) or (known and code not in known):
        raise argparse.ArgumentTypeError(f"{text} is no country's two letters")
    return code


def _countries() -> str:
    return COUNTRIES.read_text(encoding="utf-8") if COUNTRIES.exists() else ""


def _name(text: str) -> str:
    if not 0 < len(text.strip()) <= 60 or not text.isprintable():
        raise argparse.ArgumentTypeError("a name has 1 to 60 printable letters")
    return text.strip()


def _wifi_name(text: str) -> str:
    if not is_name(text):
        raise argparse.ArgumentTypeError("a Wi-Fi's name has 1 to 32 printable letters")
    return text


def _password(text: str) -> str:
    try:
        password = Path(text).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{text} can't be read") from error
    if not is_password(password):
        raise argparse.ArgumentTypeError(
            "a password has 8 to 63 plain letters or digits"
        )
    return password


def _radio(text: str) -> str:
    if not re.fullmatch(r"none|serial:\S+|tcp:\S+:\d+", text):
        raise argparse.ArgumentTypeError(
            "use none, serial:auto, serial:PATH, tcp:HOST:PORT"
        )
    return text
