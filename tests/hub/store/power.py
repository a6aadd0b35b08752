"""A layer under SQLite that keeps what it writes, so that a test can cut the power.

It stands between SQLite and the system's file layer (a VFS, https://sqlite.org/vfs.html),
passes every call on, and logs writes, cuts and syncs. `Disk` then says what a card may
hold when the power goes at any moment: all up to a file's last sync for sure, and of
what came after it any part, or nothing.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OK = 0
SECTOR = 512
LOGS = ("-wal", "-journal")
NAME = b"logged"


@dataclass(frozen=True, slots=True)
class Written:
    """`octets` at `offset` of a file; None: it was cut there."""

    name: str
    offset: int
    octets: bytes | None


@dataclass(frozen=True, slots=True)
class Synced:
    """All that was written to the file is on the card."""

    name: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """The file is gone."""

    name: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The program told somebody that the post of that number is kept."""

    number: int


Step = Written | Synced | Deleted | Acknowledged


@dataclass(slots=True)
class Log:
    """What happened to every file of a folder, in order."""

    folder: Path
    steps: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """It happened."""
        self.steps.append(step)


Pointer = ctypes.c_void_p
XOpen = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, Pointer, ctypes.c_int, Pointer)
"""Names are passed as pointers: SQLite keeps them, and reads on behind their end."""

XDelete = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.c_int)
XWrite = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.c_int, ctypes.c_int64)
XTruncate = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int64)
XSync = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int)


class Vfs(ctypes.Structure):
    """struct sqlite3_vfs, as far as it is used."""

    _fields_ = [
        ("version", ctypes.c_int),
        ("file_bytes", ctypes.c_int),
        ("path_bytes", ctypes.c_int),
        ("next", Pointer),
        ("name", ctypes.c_char_p),
        ("app_data", Pointer),
        ("open", Pointer),
        ("delete", Pointer),
        ("rest", Pointer * 16),
    ]


class Methods(ctypes.Structure):
    """struct sqlite3_io_methods; `rest` is passed on as it is."""

    _fields_ = [
        ("version", ctypes.c_int),
        ("close", Pointer),
        ("read", Pointer),
        ("write", Pointer),
        ("truncate", Pointer),
        ("sync", Pointer),
        ("rest", Pointer * 13),
    ]


class LoggingLayer:
    """The VFS; in use for all databases that are opened while it is installed."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._library = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        self._system = self._library.sqlite3_vfs_find(None)
        self._names: dict[int, str] = {}
        self._methods: dict[int, tuple[Methods, Methods]] = {}  # ours, the system's
        self._calls: list[Any] = []  # ctypes frees what nobody holds

    @contextmanager
    def installed(self) -> Iterator[None]:
        """As SQLite's default layer."""
        ours = Vfs.from_buffer_copy(self._system.contents)
        ours.name = NAME
        ours.open = self._pointer(XOpen, self._open)
        ours.delete = self._pointer(XDelete, self._delete)
        self._library.sqlite3_vfs_register(ctypes.byref(ours), 1)
        try:
            yield
        finally:
            self._library.sqlite3_vfs_unregister(ctypes.byref(ours))
            self._library.sqlite3_vfs_register(self._system, 1)

    def _pointer(self, kind: Any, call: Callable[..., int]) -> int | None:
        held = kind(call)
        self._calls.append(held)
        return ctypes.cast(held, Pointer).value

    def _open(
        self, _vfs: int, name: int | None, file: int, flags: int, out: int
    ) -> int:
        opening = XOpen(self._system.contents.open)
        answer = opening(ctypes.cast(self._system, Pointer), name, file, flags, out)
        place = Pointer.from_address(file)
        if answer == OK and name and place.value:
            self._names[file] = _file_name(name)
            place.value = ctypes.addressof(self._logging(place.value))
        return answer

    def _delete(self, _vfs: int, name: int, sync: int) -> int:
        deleting = XDelete(self._system.contents.delete)
        answer = deleting(ctypes.cast(self._system, Pointer), name, sync)
        if answer == OK:
            self._log.add(Deleted(_file_name(name)))
            if sync:
                self._log.add(Synced(_file_name(name)))
        return answer

    def _logging(self, address: int) -> Methods:
        """A file's methods, with three of our own; the same for files of a kind."""
        for ours, system in self._methods.values():
            if address in (ctypes.addressof(ours), ctypes.addressof(system)):
                return ours
        system = Methods.from_address(address)
        ours = Methods.from_buffer_copy(system)
        ours.write = self._pointer(XWrite, self._writing(XWrite(system.write)))
        cutting = self._cutting(XTruncate(system.truncate))
        ours.truncate = self._pointer(XTruncate, cutting)
        ours.sync = self._pointer(XSync, self._syncing(XSync(system.sync)))
        self._methods[address] = (ours, system)
        return ours

    def _writing(self, write: Any) -> Callable[..., int]:
        def call(file: int, octets: int, count: int, offset: int) -> int:
            content = ctypes.string_at(octets, count)
            self._log.add(Written(self._names[file], offset, content))
            return int(write(file, octets, count, offset))

        return call

    def _cutting(self, truncate: Any) -> Callable[..., int]:
        def call(file: int, size: int) -> int:
            self._log.add(Written(self._names[file], size, None))
            return int(truncate(file, size))

        return call

    def _syncing(self, sync: Any) -> Callable[..., int]:
        def call(file: int, flags: int) -> int:
            answer = int(sync(file, flags))
            self._log.add(Synced(self._names[file]))
            return answer

        return call


@dataclass(slots=True)
class Disk:
    """What is on the card, file by file, and what is only on its way there."""

    durable: dict[str, bytearray] = field(default_factory=dict)
    pending: list[Step] = field(default_factory=list)

    def take(self, step: Step) -> None:
        """One more step before the power goes."""
        if not isinstance(step, Synced):
            self.pending.append(step)
            return
        # With the first sync of a new log SQLite syncs its folder: what was deleted
        # before stays deleted (unixSync in os_unix.c, UNIXFILE_DIRSYNC).
        folder = step.name not in self.durable and step.name.endswith(LOGS)
        done = [
            each
            for each in self.pending
            if _name(each) == step.name or (folder and isinstance(each, Deleted))
        ]
        self._apply(done)
        self.pending = [each for each in self.pending if each not in done]

    def after_power_cut(self, folder: Path, rng: random.Random | None) -> None:
        """Write into `folder` what is left; without `rng` nothing that was not synced.

        With it any of the sectors written since, in any order: a card may write what
        it was given last and lose what it was given first.
        """
        left = Disk({name: bytearray(each) for name, each in self.durable.items()})
        if rng is not None:
            parts = [part for step in self.pending for part in _sectors(step)]
            left._apply(part for part in parts if rng.random() < 0.5)
        for name, content in left.durable.items():
            (folder / name).write_bytes(content)

    def _apply(self, steps: Iterable[Step]) -> None:
        for step in steps:
            match step:
                case Deleted(name):
                    self.durable.pop(name, None)
                case Written(name, offset, octets):
                    content = self.durable.setdefault(name, bytearray())
                    if octets is None:
                        del content[offset:]
                        continue
                    content.extend(bytes(max(0, offset - len(content))))
                    content[offset : offset + len(octets)] = octets


def _file_name(path: int) -> str:
    return Path(ctypes.string_at(path).decode()).name


def _name(step: Step) -> str:
    return "" if isinstance(step, Acknowledged) else step.name


def _sectors(step: Step) -> Iterator[Step]:
    if not isinstance(step, Written) or step.octets is None:
        yield step
        return
    for at in range(0, len(step.octets), SECTOR):
        yield Written(step.name, step.offset + at, step.octets[at : at + SECTOR])
