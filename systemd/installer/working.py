"""Puts a release to work: units and commands in place, its hub started and asked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from installer import places, services, settings_file, update_keys, upgrading
from installer.commands import systemd_runs
from installer.files import linked, placed
from installer.places import HUB_UNIT
from installer.steps import Step, take

PATIENCE_S = 90.0
UNITS = (
    HUB_UNIT,
    places.BACKUP_UNIT,
    places.BACKUP_TIMER,
    places.UPDATE_UNIT,
    places.HOTSPOT_UNIT,
    places.HOTSPOT_WATCH,
)


def units(release: Path, *, hotspot: bool) -> list[Step]:
    """All of a release that stands elsewhere in the system.

    `hotspot`: whether this box makes the Wi-Fi. Where it does not, its pages say what
    can be done by hand.
    """
    files = release / "systemd/files"
    return [
        *(services.unit(name, release) for name in UNITS),
        placed(places.UDEV_RULES, (files / "70-porchlight-radio.rules").read_bytes),
        placed(places.STICK_RULES, (files / "70-porchlight-stick.rules").read_bytes),
        placed(places.JOURNAL, (files / "90-porchlight-journal.conf").read_bytes),
        linked(places.UPDATE_COMMAND, places.CURRENT / "systemd/update"),
        *update_keys.known(release),
        services.enabled(HUB_UNIT),
        services.enabled(places.BACKUP_TIMER),
        (services.enabled if hotspot else services.disabled)(places.HOTSPOT_WATCH),
    ]


def put_to_work(release: Path, *, hotspot: bool) -> None:
    """The release's units in place and, where systemd runs, its hub at work.

    Raises StepFailed.
    """
    take(units(release, hotspot=hotspot), dry_run=False)
    services.reload_all()
    if not systemd_runs():
        return
    watches = [places.HOTSPOT_WATCH] * hotspot
    services.start_anew([HUB_UNIT, places.BACKUP_TIMER, *watches])
    upgrading.see_that_it_works(_own_address(), PATIENCE_S)
    places.RESTART_DUE.unlink(missing_ok=True)


def ways(*, hotspot: bool) -> upgrading.Ways:
    """How this box goes from one release to another."""
    return upgrading.Ways(
        partial(put_to_work, hotspot=hotspot),
        lambda: services.stop([HUB_UNIT]),
        lambda old: upgrading.restore(old, places.DATA, places.BEFORE_UPGRADE),
    )


def _own_address() -> str:
    try:
        text = places.SETTINGS.read_text(encoding="utf-8")
    except OSError:
        text = ""
    listen = settings_file.read(text).get("listen", "127.0.0.1:8080")
    return f"http://127.0.0.1:{listen.rpartition(':')[2]}"
