"""Steps for the screen in the lobby: packages, user, the browser's rules, the unit."""

from __future__ import annotations

from pathlib import Path

from installer import accounts, packages, places, services
from installer.files import placed
from installer.steps import Step

HOME = Path("/run/porchlight-kiosk")
GROUPS = ("video", "render", "input")


def steps(source: Path, release: Path) -> list[Step]:
    """All that makes the screen."""
    policies = release / "systemd/files/porchlight-chromium.json"
    return [
        packages.present((packages.browser(), *packages.SCREEN), source),
        *accounts.user(places.SCREEN_USER, HOME, GROUPS, "Porchlight screen"),
        placed(places.POLICIES, policies.read_bytes),
        services.unit(places.SCREEN_UNIT, release),
        services.disabled(places.LOGIN_UNIT),
        services.enabled(places.SCREEN_UNIT),
    ]
