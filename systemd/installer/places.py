"""Where everything is on a box. Names only."""

from __future__ import annotations

from pathlib import Path

PROGRAM = Path("/opt/porchlight")
CURRENT = PROGRAM / "current"
DATA = Path("/var/lib/porchlight")
BACKUPS = Path("/var/backups/porchlight")
BEFORE_UPGRADE = BACKUPS / "before-upgrade.db"
SETTINGS = Path("/etc/porchlight/porchlight.toml")
UNITS = Path("/etc/systemd/system")
UDEV_RULES = Path("/etc/udev/rules.d/70-porchlight-radio.rules")
STICK_RULES = Path("/etc/udev/rules.d/70-porchlight-stick.rules")
JOURNAL = Path("/etc/systemd/journald.conf.d/90-porchlight.conf")
HOTSPOT = Path("/etc/NetworkManager/system-connections/porchlight.nmconnection")
DNSMASQ = Path("/etc/NetworkManager/dnsmasq-shared.d/porchlight.conf")
COUNTRY = Path("/etc/modprobe.d/porchlight-country.conf")
POLICIES = Path("/etc/chromium/policies/managed/porchlight.json")
CLOCK = Path("/var/lib/systemd/timesync/clock")
WISH = DATA / "hotspot.wish"
WISH_RESULT = Path("/run/porchlight-hotspot/result")
RESTART_DUE = Path("/run/porchlight-restart-due")

UPDATE_COMMAND = Path("/usr/local/sbin/porchlight-update")
UPDATE_KEYS = Path("/etc/porchlight/update-keys")
UPDATES = Path("/var/lib/porchlight-update")
UPDATE_RESULT = Path("/run/porchlight-update.json")
UPDATE_LOCK = Path("/run/porchlight-update.lock")

HUB_USER = "porchlight"
SCREEN_USER = "kiosk"

HUB_UNIT = "porchlight.service"
SCREEN_UNIT = "porchlight-kiosk.service"
BACKUP_UNIT = "porchlight-backup.service"
BACKUP_TIMER = "porchlight-backup.timer"
HOTSPOT_UNIT = "porchlight-hotspot.service"
HOTSPOT_WATCH = "porchlight-hotspot.path"
"""What takes up the hub's wish for another hotspot."""

UPDATE_UNIT = "porchlight-update.service"
LOGIN_UNIT = "getty@tty1.service"
"""A login on the screen, which the board takes the place of."""

HOTSPOT_ADDRESS = "10.42.0.1"
