"""The program's releases beside one another, each whole and then never touched again; a
link says which one runs.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from installer.commands import run
from installer.files import sync, write
from installer.places import CURRENT, PROGRAM
from installer.source import Source
from installer.steps import Step, StepFailed

BEFORE = "before"
"""A link beside `current`."""

SUMS = "SHA256SUMS"
"""Written last: a release without it was interrupted."""


def build(source: Source) -> Step:
    """The source's release, built and whole."""

    def do() -> None:
        drop_broken()
        _build(source, _free_name(source.release))
        if built(source) is None:
            raise StepFailed(
                "What was built is not whole. Is the card full or failing?"
            )

    return Step(
        f"build {source.release} in {PROGRAM}", lambda: built(source) is not None, do
    )


def built(source: Source) -> Path | None:
    """Where the source's release is, if it is there and whole."""
    for place in sorted(PROGRAM.glob(f"{source.release}*")):
        if is_whole(place):
            return place
    return None


def is_whole(place: Path) -> bool:
    """Whether every file is as it was built."""
    try:
        lines = (place / SUMS).read_text().splitlines()
        return all(
            _sum_of(place / path) == sum_
            for sum_, path in (each.split("  ", 1) for each in lines)
        )
    except (OSError, ValueError):
        return False


def current() -> Path | None:
    """The release that runs."""
    return CURRENT.resolve() if CURRENT.exists() else None


def before() -> Path | None:
    """The way back: the release that ran before this one, if it is known."""
    found = (PROGRAM / BEFORE).resolve()
    return found if found.is_dir() and found != current() else None


def seal(place: Path) -> None:
    """It is built: say what it is made of, once all of that is on the card."""
    os.sync()  # pip leaves it in memory, where a power cut soon after would end it
    write(place / SUMS, _sums(place))


def switch_to(place: Path) -> None:
    """From now on this release runs, also after a power cut in this very moment."""
    _link(CURRENT.name, place)


def remember(place: Path | None) -> None:
    """This is the way back from now on."""
    if place is not None:
        _link(BEFORE, place)


def others(kept: tuple[Path | None, ...]) -> list[Path]:
    """The releases that nobody needs any more."""
    return [
        each
        for each in sorted(PROGRAM.glob("*"))
        if each.is_dir() and not each.is_symlink() and each not in kept
    ]


def drop_broken() -> None:
    """Nothing is left of builds that were interrupted."""
    for place in others((current(),)):
        if not (place / SUMS).exists():
            shutil.rmtree(place)


def _link(name: str, place: Path) -> None:
    fresh = PROGRAM / f".{name}.new"
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    fresh.symlink_to(place.name)
    fresh.replace(PROGRAM / name)
    sync(PROGRAM)


def _free_name(name: str) -> Path:
    """Never the place of one that is there: it may be what runs."""
    number = 1
    while (place := PROGRAM / (name if number == 1 else f"{name}.{number}")).exists():
        number += 1
    return place


def _build(source: Source, place: Path) -> None:
    run([sys.executable, "-m", "venv", "--without-pip", str(place)])
    place.chmod(0o755)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        source.copy_to(copy)
        for arguments in (
            ["--require-hashes", "-r", str(copy / "requirements.lock")],
            ["--no-deps", "--no-build-isolation", str(copy)],
        ):
            run([*_pip(source, place), "install", *_from(source), *arguments])
        for part in ("systemd", "docs"):
            shutil.copytree(copy / part, place / part)
    seal(place)


def _pip(source: Source, place: Path) -> list[str]:
    """Pip out of its own wheel, or out of a throw-away environment."""
    python = str(place / "bin/python")
    if source.wheels:
        return [python, f"{next(source.wheels.glob('pip-*.whl'))}/pip"]
    run([sys.executable, "-m", "ensurepip", "--version"])  # or say what is missing
    run([python, "-m", "ensurepip"])
    return [python, "-m", "pip"]


def _from(source: Source) -> list[str]:
    quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    if source.wheels is None:
        return quiet
    return [*quiet, "--no-index", "--find-links", str(source.wheels)]


def _sums(place: Path) -> bytes:
    files = sorted(
        each for each in place.rglob("*") if each.is_file() and not each.is_symlink()
    )
    lines = (f"{_sum_of(each)}  {each.relative_to(place)}\n" for each in files)
    return "".join(lines).encode()


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
