"""Makes this machine a box. The hub must work; Wi-Fi and screen may come later."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer import (
    accounts,
    clock,
    packages,
    places,
    releases,
    screen,
    services,
    upgrading,
    wifi,
    working,
)
from installer.checks import look
from installer.commands import systemd_runs
from installer.files import Access, folder, made_once, write
from installer.hotspot import Wifi
from installer.options import Options
from installer.places import HUB_UNIT, SCREEN_UNIT
from installer.settings_file import changed, fresh, read
from installer.source import Source
from installer.steps import Step, StepFailed, take

USUAL_NAME = "Porchlight"
HUBS_OWN = Access(0o700, places.HUB_USER, places.HUB_USER)
SETTINGS_ACCESS = Access(0o640, "root", places.HUB_USER)


def install(options: Options, source: Source) -> int:
    """Do it all; the exit code: 1 where the hub is not there, 3 where a part is not."""
    os.umask(0o022)  # whoever root is here: the hub's user must read its program
    findings = look(options, source)
    for finding in findings:
        print(f"! {finding.words}", file=sys.stderr)
    if any(each.refuses for each in findings):
        return 1
    try:
        return Installation(options, source).run()
    except StepFailed as error:
        print(f"! Not installed: {error}", file=sys.stderr)
        return 1


@dataclass(frozen=True)
class Installation:
    """One run of the installer."""

    options: Options
    source: Source

    def run(self) -> int:
        """All parts in order. Raises StepFailed for what the hub can't do without."""
        print(f"Porchlight {self.source.release}")
        self._take(self._foundations())
        if self.options.dry_run and releases.built(self.source) is None:
            return self._foretell()
        release = self._release()
        known = places.HOTSPOT.exists()
        chosen = self._chosen_wifi()
        self._take(self._settings(release, chosen))
        self._upgrade(release)
        left_out = [*self._wifi(release, chosen), *self._screen(release)]
        self._finish(release)
        self._tell(None if known else chosen, left_out)
        return 3 if left_out else 0

    def _take(self, steps: list[Step]) -> int:
        return take(steps, dry_run=self.options.dry_run)

    def _foundations(self) -> list[Step]:
        user, group = places.HUB_USER, "dialout"
        with_network = self.source.wheels is None
        return [
            *([packages.present(packages.VENV, self.source.folder)] * with_network),
            *accounts.user(user, places.DATA, (group,), "Porchlight hub"),
            folder(places.PROGRAM, Access(0o755)),
            folder(places.SETTINGS.parent, Access(0o750, "root", user)),
            folder(places.DATA, HUBS_OWN),
            folder(places.BACKUPS, HUBS_OWN),
            accounts.owned(places.DATA, user),
            accounts.owned(places.BACKUPS, user),
            clock.repaired(),
            releases.build(self.source),
        ]

    def _release(self) -> Path:
        release = releases.built(self.source)
        if release is None:
            raise StepFailed("The release is not whole.")
        return release

    def _foretell(self) -> int:
        """A dry run on a fresh machine has no release to look into."""
        for each in (places.SETTINGS, *(places.UNITS / name for name in working.UNITS)):
            print(f"  would write {each}")
        if self.options.hotspot:
            print(f"  would write {places.HOTSPOT} and {places.DNSMASQ}")
        if self.options.kiosk:
            print(f"  would write {places.UNITS / SCREEN_UNIT} and install a browser")
        return 0

    def _chosen_wifi(self) -> Wifi | None:
        if not self.options.hotspot:
            return None
        known = read(_text(places.SETTINGS)).get("name")
        return wifi.wifi_as(self.options, self.options.name or known or USUAL_NAME)

    def _settings(self, release: Path, chosen: Wifi | None) -> list[Step]:
        asked = self._asked_settings(release, chosen)
        usual = {
            "name": USUAL_NAME,
            "data": str(places.DATA),
            "listen": "0.0.0.0:80",
            "radio": "serial:auto",
            **({"address": f"http://{places.HOTSPOT_ADDRESS}"} if chosen else {}),
        }
        file = places.SETTINGS
        return [
            services.noting(
                made_once(
                    file, lambda: fresh({**usual, **asked}).encode(), SETTINGS_ACCESS
                )
            ),
            services.noting(_with_lines(file, asked)),
        ]

    def _asked_settings(self, release: Path, chosen: Wifi | None) -> dict[str, str]:
        """What the options name; and the Wi-Fi, which the pages show to phones."""
        options = self.options
        asked = {"name": options.name, "radio": options.radio}
        if chosen and _knows(release, "wifi_password"):
            asked |= {"wifi_name": chosen.name, "wifi_password": chosen.password}
        return {name: value for name, value in asked.items() if value is not None}

    def _upgrade(self, release: Path) -> None:
        before = releases.current()
        if before == release:
            self._take(working.units(release, hotspot=self.options.hotspot))
        elif self.options.dry_run:
            print(f"  would switch from {before.name if before else 'none'}")
        else:
            print(f"  try {release.name} and switch to it")
            services.note_restart()
            upgrading.upgrade(
                release, before, working.ways(hotspot=self.options.hotspot)
            )

    def _wifi(self, release: Path, chosen: Wifi | None) -> Iterator[str]:
        """Its part; why it is left out, if it is."""
        if chosen is None:
            return
        try:
            country = self.options.country or wifi.known_country()
            if country is None and not self.options.dry_run:
                country = wifi.asked_country()
            steps = wifi.steps(chosen, country, self.source.folder, release)
            if self._take(steps) and not self.options.dry_run:
                wifi.bring_up()
        except StepFailed as error:
            yield f"Phones have no Wi-Fi yet. {error}"

    def _screen(self, release: Path) -> Iterator[str]:
        if not self.options.kiosk:
            return
        try:
            new = self._take(screen.steps(self.source.folder, release))
            if new and systemd_runs() and not self.options.dry_run:
                services.reload_all()
                services.start_anew([SCREEN_UNIT])
        except StepFailed as error:
            yield f"The screen shows nothing yet. {error}"

    def _finish(self, release: Path) -> None:
        """What an interrupted run left to do, and releases that nobody needs."""
        if self.options.dry_run:
            return
        due = places.RESTART_DUE.exists() or not services.is_active(HUB_UNIT)
        if systemd_runs() and due:
            working.put_to_work(release, hotspot=self.options.hotspot)
        for each in releases.others((release, *_one_before(release))):
            shutil.rmtree(each)

    def _tell(self, chosen: Wifi | None, left_out: list[str]) -> None:
        for each in left_out:
            print(f"! {each}", file=sys.stderr)
        if self.options.dry_run:
            return
        print("The hub is installed.")
        if not systemd_runs():
            print("Nothing was started: no systemd runs here. It begins with the box.")
        if chosen and not left_out:
            print(f"Phones join the Wi-Fi {chosen.name} and open ", end="")
            print(f"http://{places.HOTSPOT_ADDRESS}")
            print(f"The Wi-Fi's password, said only now: {chosen.password}")


def _with_lines(file: Path, asked: dict[str, str]) -> Step:
    def is_done() -> bool:
        known = read(_text(file))
        return all(known.get(name) == value for name, value in asked.items())

    def do() -> None:
        write(file, changed(_text(file), asked).encode(), SETTINGS_ACCESS)

    return Step(f"change {', '.join(asked)} in {file}", is_done, do)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""


def _knows(release: Path, setting: str) -> bool:
    """Whether the hub of this release has such a setting."""
    found = release.glob("lib/python3*/site-packages/hub/settings.py")
    return any(f'"{setting}"' in each.read_text(encoding="utf-8") for each in found)


def _one_before(release: Path) -> list[Path]:
    """The way back, if this one disappoints later; else the newest of the others."""
    if known := releases.before():
        return [known]
    older = releases.others((release,))
    return sorted(older, key=lambda each: each.stat().st_mtime)[-1:]
