"""Settings: read once from a TOML file and the environment, checked, handed down."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hub.domain.languages import ENGLISH, LANGUAGES, Language, language_of
from hub.domain.texts import USUAL_NAME
from hub.hours import Hours
from hub.mesh.texting.surroundings import Announce
from hub.setup_file import sound_choices
from radio.bearer import RadioAddress, is_port

MAX_HOPS = 7
"""Meshtastic's largest hop limit."""

NETWORK_KEY = "network.key"
"""Where the network's key is, in the data folder, unless another file is named."""


DATA_FOLDER = "/var/lib/porchlight"


class SettingsInvalid(ValueError):
    """A setting can't be used; the message says which and why, for a person."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the web server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Sources:
    """Which settings somebody said, by their names.

    `fixed`: those that the set-up pages can't change, since the environment or the
    command line says them; `known`: these, and what the file says besides.
    """

    known: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a hub can be told; `sources`: who told what of it."""

    data: Path
    listen: Listen
    radio: RadioAddress | None
    name: str
    hop_limit: int | None
    address: str | None
    network_key_file: Path
    clock: str
    frames: str
    announce: Announce
    language: Language
    limits: bool
    wifi_name: str | None
    wifi_password: str | None = field(repr=False)
    dusk: Hours | None
    sleep: Hours | None
    setup: bool
    sources: Sources = field(default_factory=Sources, compare=False)


_DEFAULTS: Mapping[str, Any] = {
    "data": DATA_FOLDER,
    "listen": "127.0.0.1:8080",
    "radio": "none",
    "name": USUAL_NAME,
    "hop_limit": None,
    "address": None,
    "network_key_file": None,
    "clock": "auto",
    "frames": "private",
    "announce": "alerts",
    "language": ENGLISH.code,
    "limits": "on",
    "wifi_name": None,
    "wifi_password": None,
    "dusk": "19-7",
    "sleep": "23-6",
    "setup": "auto",
}


def read_settings(
    given: Mapping[str, Any], environment: Mapping[str, str], file: Path | None
) -> Settings:
    """Settings by rank: given on the command line, environment, chosen on the set-up
    pages, file, defaults.

    In the environment they are called PORCHLIGHT_DATA, PORCHLIGHT_LISTEN, … Raises
    SettingsInvalid.
    """
    from_file, outranking = _from_file(file), _outranking(given, environment)
    data = Path(str({**_DEFAULTS, **from_file, **outranking}["data"]))
    merged = {
        **_DEFAULTS,
        **from_file,
        **sound_choices(data, check_choice),
        **outranking,
    }
    return Settings(
        data=data,
        listen=_listen(str(merged["listen"])),
        radio=_radio(str(merged["radio"])),
        name=_name(str(merged["name"])),
        hop_limit=_hop_limit(merged["hop_limit"]),
        address=_address(merged["address"]),
        network_key_file=Path(str(merged["network_key_file"] or data / NETWORK_KEY)),
        clock=_clock(str(merged["clock"])),
        frames=_frames(str(merged["frames"])),
        announce=_announce(str(merged["announce"])),
        language=_language(str(merged["language"])),
        limits=_limits(str(merged["limits"])),
        wifi_name=_wifi_name(merged["wifi_name"]),
        wifi_password=_wifi_password(merged["wifi_password"], merged["wifi_name"]),
        dusk=_hours(str(merged["dusk"]), unless="device"),
        sleep=_hours(str(merged["sleep"]), unless="never"),
        setup=_setup(str(merged["setup"])),
        sources=_sources({**from_file, **outranking}, outranking),
    )


def _sources(said: Mapping[str, Any], outranking: Mapping[str, Any]) -> Sources:
    """Whoever says what is so anyway has said nothing."""
    known = {name for name, value in said.items() if value != _DEFAULTS[name]}
    return Sources(frozenset(known), frozenset(outranking))


def _outranking(
    given: Mapping[str, Any], environment: Mapping[str, str]
) -> dict[str, Any]:
    """What the environment and the command line say."""
    from_environment = {
        name: environment[variable]
        for name in _DEFAULTS
        if (variable := f"PORCHLIGHT_{name.upper()}") in environment
    }
    chosen = {name: value for name, value in given.items() if value is not None}
    return {**from_environment, **chosen}


def check_choice(name: str, value: str) -> None:
    """Whether the set-up pages may choose that. Raises SettingsInvalid."""
    {"name": _name, "language": _language, "radio": _radio}[name](value)


def check_wifi(name: str, password: str) -> None:
    """Whether a Wi-Fi can be called that. Raises SettingsInvalid for name or password.

    Stricter than what is read from a file: an open hotspot can't be made.
    """
    if _wifi_name(name) != name.strip():
        raise SettingsInvalid("A Wi-Fi's name has no space around it.")
    _wifi_password(password, name)


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsInvalid(f"{file} can't be read: {error}.") from error
    for name, value in read.items():
        if name not in _DEFAULTS:
            raise SettingsInvalid(f"{file}: there is no setting named {name}.")
        if not isinstance(value, int if name == "hop_limit" else str):
            shown = "that" if name == "wifi_password" else repr(value)
            raise SettingsInvalid(f"{file}: {name} can't be {shown}.")
    return read


def _listen(text: str) -> Listen:
    host, _, port = text.rpartition(":")
    if not host or not is_port(port):
        raise SettingsInvalid(
            f"{text!r} is no place to listen: use HOST:PORT, as in 127.0.0.1:8080."
        )
    return Listen(host.strip("[]"), int(port))


def _radio(text: str) -> RadioAddress | None:
    if text == "none":
        return None
    try:
        return RadioAddress.parse(text)
    except ValueError as error:
        raise SettingsInvalid(str(error)) from error


def _name(text: str) -> str:
    name = text.strip()
    if not 0 < len(name) <= 60 or not name.isprintable():
        raise SettingsInvalid("The hub's name has 1 to 60 printable characters.")
    return name


def _hop_limit(value: object) -> int | None:
    if value is None:
        return None
    text = str(value)
    if not text.isdecimal() or not int(text) <= MAX_HOPS:
        raise SettingsInvalid(f"{text!r} is no hop limit: use 0 to {MAX_HOPS}.")
    return int(text)


def _clock(text: str) -> str:
    """Who vouches for the machine's clock: what it finds, its owner, nobody."""
    if text not in ("auto", "trusted", "unknown"):
        raise SettingsInvalid(f"{text!r} is no clock: use auto, trusted or unknown.")
    return text


def _frames(text: str) -> str:
    """On which port frames go: a private one, or as text where routers drop those."""
    if text not in ("private", "text"):
        raise SettingsInvalid(f"{text!r} is no way for frames: use private or text.")
    return text


def _announce(text: str) -> Announce:
    """What is said on the neighbours' channel unasked."""
    try:
        return Announce(text)
    except ValueError as error:
        raise SettingsInvalid(
            f"{text!r} can't be announced: use none, alerts or needs."
        ) from error


def _language(text: str) -> Language:
    """What the pages speak with those who chose no language."""
    language = language_of(text)
    if language is None:
        known = ", ".join(each.code for each in LANGUAGES)
        raise SettingsInvalid(f"{text!r} is no language of ours: use one of {known}.")
    return language


def _limits(text: str) -> bool:
    """Whether there is a limit to how often people write; off for load tests only."""
    if text not in ("on", "off"):
        raise SettingsInvalid(f"{text!r} is no way for limits: use on or off.")
    return text == "on"


def _setup(text: str) -> bool:
    """Whether a hub of which nothing is known yet is set up by its pages."""
    if text not in ("auto", "off"):
        raise SettingsInvalid(f"{text!r} is no way for setup: use auto or off.")
    return text == "auto"


def _address(value: object) -> str | None:
    """Where phones find the hub: http:// and a host, no path."""
    if value is None:
        return None
    text = str(value).rstrip("/")
    if not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+", text):
        raise SettingsInvalid(f"{text!r} is no address: use http://10.42.0.1.")
    return text


def _wifi_name(value: object) -> str | None:
    """What the Wi-Fi is called that phones join (IEEE 802.11: up to 32 bytes)."""
    if value is None:
        return None
    name = str(value)
    if not 0 < len(name.encode()) <= 32 or not name.isprintable():
        raise SettingsInvalid("A Wi-Fi's name has 1 to 32 printable characters.")
    return name


def _wifi_password(value: object, name: object) -> str | None:
    """Its password; None for an open one. A message never says what was given."""
    if value is None:
        return None
    text = str(value)
    if name is None:
        raise SettingsInvalid("There is a wifi_password and no wifi_name.")
    if not 8 <= len(text) <= 63 or not (text.isascii() and text.isprintable()):
        raise SettingsInvalid("A Wi-Fi's password has 8 to 63 plain letters or digits.")
    return text


def _hours(text: str, unless: str) -> Hours | None:
    """A part of the day; None where that other word stands."""
    if text == unless:
        return None
    try:
        return Hours.parse(text)
    except ValueError as error:
        raise SettingsInvalid(f"{error} Or {unless}.") from error
