"""Stored versions, and the pure steps that lead from each to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hub.store.damage import StoreTooNew

Tables = dict[str, dict[str, dict[str, Any]]]
"""Every document by table and id."""

Step = Callable[[Tables], Tables]

VERSION = 5
"""The version that this program writes; a change of it needs a step below."""


def _doubt_times(tables: Tables) -> Tables:
    """Version 1 took the clock's word for it: its times are worth nothing for sure."""
    records = tables.get("records", {})
    doubted = {
        key: {**each, "held_at": None, "lived_s": 0.0} for key, each in records.items()
    }
    return {**tables, "records": doubted}


def _count_names(tables: Tables) -> Tables:
    """Version 2 did not keep at first which names a hub had before, and which turn."""
    hub = {
        key: {"former": [], "turn": 0, **each}
        for key, each in tables.get("hub", {}).items()
    }
    return {**tables, "hub": hub}


def _hold_all(tables: Tables) -> Tables:
    """Version 3 held every record for ever. It does not know the names of those that
    were let go, and would give its own ones again: so it must not read this version."""
    return tables


def _know_radios(tables: Tables) -> Tables:
    """Version 4 knew no neighbours' radios. It would keep for ever what is to be
    forgotten after a month, and its copies would: so it must not read this version."""
    return tables


STEPS: Mapping[int, Step] = MappingProxyType(
    {1: _doubt_times, 2: _count_names, 3: _hold_all, 4: _know_radios}
)
"""By the version that a step starts from; it ends one higher."""


def migrated(
    tables: Tables,
    version: int,
    steps: Mapping[int, Step] = STEPS,
    target: int = VERSION,
) -> Tables:
    """The documents as `target` wants them. Raises StoreTooNew."""
    if version > target:
        raise StoreTooNew(
            f"it was written by a newer Porchlight (stored version {version}, "
            f"this one knows {target})"
        )
    for number in range(version, target):
        tables = steps[number](tables)
    return tables
