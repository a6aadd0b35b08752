"""Steps that put files and folders in their place, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer.steps import Step

Content = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Access:
    """Who owns a file, and what others may do with it."""

    mode: int = 0o644
    user: str = "root"
    group: str = "root"

    def is_given(self, path: Path) -> bool:
        """Whether the file has it."""
        found = path.stat()
        return (found.st_mode & 0o7777, path.owner(), path.group()) == (
            self.mode,
            self.user,
            self.group,
        )

    def give(self, path: Path) -> None:
        """Give it to the file."""
        shutil.chown(path, self.user, self.group)
        path.chmod(self.mode)


PUBLIC = Access()
SECRET = Access(0o600)


def placed(path: Path, content: Content, access: Access = PUBLIC) -> Step:
    """A file of ours; what else was there under its name is replaced."""

    def is_done() -> bool:
        return (
            path.is_file() and access.is_given(path) and path.read_bytes() == content()
        )

    return Step(f"write {path}", is_done, lambda: write(path, content(), access))


def made_once(path: Path, content: Content, access: Access) -> Step:
    """A file that belongs to people from then on."""

    def is_done() -> bool:
        return path.is_file() and access.is_given(path)

    def do() -> None:
        if path.is_file():
            access.give(path)
        else:
            write(path, content(), access)

    return Step(f"make {path}", is_done, do)


def folder(path: Path, access: Access) -> Step:
    """A folder."""

    def is_done() -> bool:
        return path.is_dir() and _exists(access.user) and access.is_given(path)

    def do() -> None:
        path.mkdir(parents=True, exist_ok=True)
        access.give(path)

    return Step(f"make the folder {path}", is_done, do)


def linked(path: Path, target: Path) -> Step:
    """A link that leads there."""

    def is_done() -> bool:
        return path.is_symlink() and path.readlink() == target

    def do() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        fresh.replace(path)

    return Step(f"link {path}", is_done, do)


def absent(path: Path) -> Step:
    """Nothing there."""
    return Step(f"remove {path}", lambda: not os.path.lexists(path), lambda: _rm(path))


def write(path: Path, content: bytes, access: Access = PUBLIC) -> None:
    """Write it so that a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    access.give(fresh)
    fresh.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Have it on the card."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _rm(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
