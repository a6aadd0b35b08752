"""The hub's own Wi-Fi as NetworkManager's file. Pure: text in, text out."""

from __future__ import annotations

import configparser
import secrets
from dataclasses import dataclass

from installer.places import HOTSPOT_ADDRESS

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Nothing that looks like something else on a sheet of paper."""

UUID = "5f1d9ab8-6f0c-4b2e-9d0a-2f0c8a1e4c11"
INTERFACE = "wlan0"

PROFILE = """\
# Made by Porchlight's installer. Plain WPA2 with protected management frames off: the
# built-in radio of a Pi announces them, can't do them, and phones fail to join.
[connection]
id=porchlight
uuid={uuid}
type=wifi
interface-name={interface}
autoconnect=true
autoconnect-priority=100
autoconnect-retries=0

[wifi]
mode=ap
ssid={name}
band=bg
channel=6
powersave=2

[wifi-security]
key-mgmt={key_management}
proto=rsn
pairwise=ccmp
group=ccmp
pmf={pmf}
psk={password}

[ipv4]
method=shared
address1={address}/24

[ipv6]
method=disabled
"""

SECURITY = {"wpa2": ("wpa-psk", 1), "wpa3": ("sae", 3)}


@dataclass(frozen=True, slots=True)
class Wifi:
    """What phones join."""

    name: str
    password: str
    security: str = "wpa2"


def is_name(text: str) -> bool:
    """Whether a Wi-Fi can be called that."""
    fits = 0 < len(text.encode(errors="replace")) <= 32
    return fits and text.isprintable() and text == text.strip()


def is_password(text: str) -> bool:
    """Whether it can be a Wi-Fi's password; spaces around it don't last in the file."""
    plain = text.isascii() and text.isprintable() and text == text.strip()
    return plain and 8 <= len(text) <= 63


def profile(wifi: Wifi) -> bytes:
    """NetworkManager's file for it."""
    key_management, pmf = SECURITY[wifi.security]
    text = PROFILE.format(
        uuid=UUID,
        interface=INTERFACE,
        name=wifi.name.replace("\\", "\\\\").replace(";", "\\;"),
        password=wifi.password.replace("\\", "\\\\"),
        key_management=key_management,
        pmf=pmf,
        address=HOTSPOT_ADDRESS,
    )
    return text.encode()


def wifi_of(text: str) -> Wifi | None:
    """What a file of ours says."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
        name = parser["wifi"]["ssid"].replace("\\;", ";").replace("\\\\", "\\")
        keys = parser["wifi-security"]
        password = keys["psk"].replace("\\\\", "\\")
        security = "wpa3" if keys["key-mgmt"] == "sae" else "wpa2"
    except (configparser.Error, KeyError):
        return None
    return Wifi(name, password, security)


def new_password() -> str:
    """Sixty bits, in groups that can be read out."""
    letters = [secrets.choice(LETTERS) for _ in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))
