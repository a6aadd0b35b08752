"""What is installed from: a source tree, or the same with its wheels beside it."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PARTS = ("hub", "kiosk", "radio", "systemd", "docs")
FILES = ("pyproject.toml", "requirements.lock", "README.md", "LICENSE")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info", "adr")


@dataclass(frozen=True)
class Source:
    """A folder with the program's source."""

    folder: Path

    @property
    def wheels(self) -> Path | None:
        """Where all libraries are, if no network is needed."""
        found = self.folder / "wheels"
        return found if any(found.glob("pip-*.whl")) else None

    @cached_property
    def version(self) -> str:
        """The program's version."""
        read = tomllib.loads((self.folder / "pyproject.toml").read_text())
        return str(read["project"]["version"])

    @cached_property
    def release(self) -> str:
        """A name that no other content, and no other Python, has."""
        seen = hashlib.sha256(sys.version.encode())
        for path in self._contents():
            seen.update(f"{path.relative_to(self.folder)}\n".encode())
            seen.update(hashlib.sha256(path.read_bytes()).digest())
        return f"{self.version}-{seen.hexdigest()[:10]}"

    def copy_to(self, place: Path) -> None:
        """All that a build needs, where it may leave things lying about."""
        for part in PARTS:
            shutil.copytree(self.folder / part, place / part, ignore=LEFT_OUT)
        for name in FILES:
            shutil.copyfile(self.folder / name, place / name)

    def _contents(self) -> list[Path]:
        found = [self.folder / name for name in FILES]
        for part in PARTS:
            found += [
                each
                for each in (self.folder / part).rglob("*")
                if each.is_file() and "__pycache__" not in each.parts
            ]
        return sorted(found)
