"""Looks a hub over: file, disk, clock, radio, key; one line each, for a steward."""

from __future__ import annotations

import shutil
import socket
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from serial.tools.list_ports import comports

from hub.clock import BUILT_AT
from hub.clock_sources import machine_clock
from hub.network_key import network_keys
from hub.settings import Settings, SettingsInvalid
from hub.store.keeping import BackupUnusable, back_up
from hub.store.recovery import FILE
from hub.store.sqlite_storage import LEAST_FREE_BYTES
from hub.updates import LastUpdate, last_update
from radio.bearer import ANY_PLACE, BearerDown, RadioAddress
from radio.meshtastic_ports import ListPorts, find_radio

COMFORTABLE_BYTES = 16 * LEAST_FREE_BYTES
"""Below that somebody should look after the disk soon."""

CONNECT_S = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line; `well` unless something is to be done."""

    well: bool
    words: str


def look_over(settings: Settings) -> list[Finding]:
    """Every finding; nothing on the hub is changed by looking."""
    return [
        _file(settings.data),
        _disk(settings.data),
        _clock(settings),
        _radio(settings.radio),
        *_key(settings.network_key_file),
        *_update(last_update()),
    ]


def _file(folder: Path) -> Finding:
    if not (folder / FILE).exists():
        return Finding(False, f"file   there is none in {folder} yet")
    with tempfile.TemporaryDirectory() as place:
        try:
            back_up(folder, Path(place) / FILE)
        except BackupUnusable as error:
            return Finding(False, f"file   {error}")
    aside = len(list(folder.glob("damaged-*")))
    if aside:
        return Finding(
            False, f"file   read whole; damaged ones were set aside before: {aside}"
        )
    return Finding(True, "file   read whole, every checksum right")


def _disk(folder: Path) -> Finding:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding(False, f"disk   {folder}: {error.strerror}")
    words = f"disk   {free // 2**20} MiB free"
    if free < LEAST_FREE_BYTES:
        return Finding(False, f"{words}: too little, nothing new is kept")
    if free < COMFORTABLE_BYTES:
        return Finding(False, f"{words}: make room soon")
    return Finding(True, words)


def _clock(settings: Settings) -> Finding:
    vouched = machine_clock(settings.clock, settings.data)
    now = vouched.now()
    if now is not None:
        return Finding(True, f"clock  {_minute(now)} UTC, by {vouched.source}")
    shown = f"clock  shows {_minute(time.time())} UTC"
    if time.time() < BUILT_AT:
        return Finding(False, f"{shown}, which can't be: set it")
    return Finding(False, f"{shown}, and nobody vouches: nothing expires")


def _minute(unix_s: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(unix_s))


def _radio(address: RadioAddress | None) -> Finding:
    if address is None:
        return Finding(True, "radio  none is set up")
    if address.kind == "serial" and address.place == ANY_PLACE:
        return _any_radio(comports)
    if address.kind == "serial":
        there = Path(address.place).exists()
        return Finding(there, f"radio  {address} is {'there' if there else 'missing'}")
    host, _, port = address.place.rpartition(":")
    try:
        socket.create_connection((host, int(port)), CONNECT_S).close()
    except OSError as error:
        return Finding(False, f"radio  {address} does not answer ({error})")
    return Finding(True, f"radio  {address} answers")


def _key(file: Path) -> list[Finding]:
    """Where there is one; looking makes none."""
    if not file.exists():
        return []
    try:
        network_keys(file)
    except SettingsInvalid as error:
        return [Finding(False, f"key    {error} The radio rests")]
    return [Finding(True, "key    the network's key can be read")]


def _update(last: LastUpdate | None) -> list[Finding]:
    """Of the time since the box was started."""
    return [] if last is None else [Finding(last.is_good, f"update {last.words}")]


def _any_radio(list_ports: ListPorts) -> Finding:
    try:
        return Finding(True, f"radio  found at {find_radio(list_ports)}")
    except BearerDown as none:
        return Finding(False, f"radio  {none}")
