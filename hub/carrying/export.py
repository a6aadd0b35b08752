"""Writes a hub's shared records, but for those that have passed, into a file for other
hubs, whether it runs or not.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from hub.carrying.refusal import CannotCarry
from hub.clock_sources import machine_clock
from hub.mesh.packing import unpack
from hub.mesh.relay import aged_record
from hub.network_key import network_keys
from hub.on_disk import sync
from hub.service import Clocks
from hub.settings import Settings
from hub.store.reading import shared_records
from radio.carried import write_carried
from radio.record import AgedRecord


def export(settings: Settings, file: Path) -> int:
    """Write the file, whole or not at all; how many records are in it.

    Raises CannotCarry, FolderUnusable, SettingsInvalid; a file of that name is then as
    it was.
    """
    clock = machine_clock(settings.clock, settings.data)
    clocks = Clocks(clock.now, time.monotonic)
    records = _Counted(
        aged_record(held) for held in shared_records(settings.data, clocks, unpack)
    )
    keys = network_keys(settings.network_key_file)
    if keys is None:
        raise CannotCarry(f"There is no network key {settings.network_key_file}.")
    _write_whole(file, write_carried(records, keys.current, clock.now()))
    return records.count


class _Counted:
    """Records on their way into a file."""

    def __init__(self, records: Iterator[AgedRecord]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[AgedRecord]:
        for record in self._records:
            self.count += 1
            yield record


def _write_whole(file: Path, pieces: Iterator[bytes]) -> None:
    """Nobody ever finds half a file under that name, wherever the stick is pulled."""
    fresh = file.with_name(file.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        with fresh.open("xb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
        sync(file.absolute().parent)
    except OSError as error:
        why = error.strerror or error
        raise CannotCarry(f"{file} could not be written: {why}.") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
