"""Steps for the hub's own Wi-Fi: the country, the profile, what phones are answered."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from pathlib import Path

from installer import hotspot, packages, places
from installer.commands import has, run, says, systemd_runs
from installer.files import SECRET, placed
from installer.hotspot import Wifi
from installer.options import Options, country_code
from installer.steps import Step, StepFailed

STATE = Path("/var/lib/NetworkManager/NetworkManager.state")
KERNEL_LINE = Path("/proc/cmdline")


def wifi_as(options: Options, name: str) -> Wifi:
    """What the Wi-Fi is to be: as told, else as it is, else as the hub is called."""
    found = _existing()
    usual = name.encode()[:32].decode(errors="ignore").strip()
    return Wifi(
        options.wifi_name or (found.name if found else usual),
        options.wifi_password or (found.password if found else hotspot.new_password()),
        options.wifi_security or (found.security if found else "wpa2"),
    )


def steps(wifi: Wifi, country: str | None, source: Path, release: Path) -> list[Step]:
    """All that makes the hotspot. Raises StepFailed: nobody said where the box is."""
    if country is None:
        raise StepFailed(
            "Wi-Fi is off until it is known where the box is. Run it again with "
            "--country and two letters: --country US"
        )
    answers = release / "systemd/files/porchlight-dnsmasq.conf"
    return [
        packages.present(packages.HOTSPOT, source),
        _in_country(country),
        _turned_on(),
        placed(places.DNSMASQ, answers.read_bytes),  # before the profile comes up
        placed(places.HOTSPOT, lambda: hotspot.profile(wifi), SECRET),
    ]


def asked_country() -> str | None:
    """What a person at the keyboard says; nobody is asked where there is none."""
    if not sys.stdin.isatty():
        return None
    print("Where is the box? Wi-Fi may not be used before that is known.")
    with contextlib.suppress(EOFError, argparse.ArgumentTypeError):
        return country_code(input("The country's two letters, such as US: ").strip())
    return None


def known_country() -> str | None:
    """Where this system thinks that it is."""
    if has("raspi-config"):
        return says(["raspi-config", "nonint", "get_wifi_country"]) or None
    for file in (places.COUNTRY, KERNEL_LINE):
        text = file.read_text() if file.exists() else ""
        if found := re.search(r"ieee80211_regdom=([A-Z]{2})", text):
            return found[1]
    return None


def bring_up() -> None:
    """Have phones see it now, unless that would cut off whoever installs it."""
    if not systemd_runs() or not has("nmcli"):
        return
    run(["nmcli", "connection", "reload"])
    device = says(["nmcli", "-g", "GENERAL.CONNECTION", "device", "show", "wlan0"])
    if device and device != "porchlight":
        print("  the Wi-Fi for phones begins at the next restart: it is in use now")
    elif not says(["nmcli", "connection", "up", "porchlight"]):
        print("  the Wi-Fi for phones can't begin yet: nmcli connection up porchlight")


def _existing() -> Wifi | None:
    try:
        return hotspot.wifi_of(places.HOTSPOT.read_text(encoding="utf-8"))
    except OSError:
        return None


def _in_country(country: str) -> Step:
    if has("raspi-config"):
        return Step(
            f"set the Wi-Fi's country to {country}",
            lambda: known_country() == country,
            lambda: _ignore(
                run(["raspi-config", "nonint", "do_wifi_country", country])
            ),
        )
    line = f"options cfg80211 ieee80211_regdom={country}\n".encode()
    step = placed(places.COUNTRY, lambda: line)

    def do() -> None:
        step.do()
        if systemd_runs() and has("iw"):
            run(["iw", "reg", "set", country])

    return Step(step.words, step.is_done, do)


def _turned_on() -> Step:
    """Without a country Raspberry Pi OS comes with its Wi-Fi turned off."""

    def is_done() -> bool:
        return not STATE.exists() or "WirelessEnabled=false" not in STATE.read_text()

    def do() -> None:
        if systemd_runs():
            run(["rfkill", "unblock", "wifi"])
            run(["nmcli", "radio", "wifi", "on"])
        else:
            text = STATE.read_text()
            STATE.write_text(
                text.replace("WirelessEnabled=false", "WirelessEnabled=true")
            )

    return Step("turn Wi-Fi on", is_done, do)


def _ignore(_said: str) -> None:
    """Steps give no answer."""
