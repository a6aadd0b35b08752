"""Boxes for tests: fresh ones, and ones that were installed once for all of them."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from tests.install.box import SOURCE, Box, RunningBox, box_on, running_box_on
from tests.install.roots import RELEASES, CannotTest, alone, bundle, debian_root

INSTALLED = ("--no-kiosk", "--country", "US", "--name", "14 Elm St")

Made = TypeVar("Made")


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    if os.geteuid() != 0:
        pytest.skip("only root can make a Debian root")
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        pytest.skip("the bundle has no libraries for this machine")
    return str(request.param)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def stick(shared: Path) -> Path:
    """The bundle, unpacked as a layer of files for boxes."""
    place = shared / "stick"
    with alone(place):
        if not place.exists():
            fresh = shared / "stick.new"
            with tarfile.open(_or_skip(bundle)) as archive:
                archive.extractall(fresh, filter="tar")
            (folder,) = fresh.iterdir()
            (fresh / SOURCE).parent.mkdir()
            folder.rename(fresh / SOURCE)
            fresh.rename(place)
    return place


@pytest.fixture
def fresh_box(release: str, stick: Path, tmp_path: Path) -> Iterator[Box]:
    """Debian, and a stick with the bundle."""
    root = _or_skip(lambda: debian_root(release))
    with ExitStack() as stack:
        yield _or_skip(
            lambda: stack.enter_context(box_on([stick, root], tmp_path / "fresh"))
        )


@pytest.fixture
def box(release: str, stick: Path, shared: Path, tmp_path: Path) -> Iterator[Box]:
    """A box that was installed from the stick; each test has one of its own."""
    root = _or_skip(lambda: debian_root(release))
    with ExitStack() as stack:
        layer = _or_skip(lambda: _installed(release, [stick, root], shared))
        yield stack.enter_context(box_on([layer, stick, root], tmp_path / "box"))


@pytest.fixture
def running_box(
    release: str, stick: Path, shared: Path, tmp_path: Path
) -> Iterator[RunningBox]:
    """An installed box that was switched on."""
    root = _or_skip(lambda: debian_root(release))
    with ExitStack() as stack:
        layers = [_or_skip(lambda: _installed(release, [stick, root], shared)), stick]
        yield _or_skip(
            lambda: stack.enter_context(
                running_box_on([*layers, root], tmp_path / "running")
            )
        )


def _installed(release: str, layers: list[Path], shared: Path) -> Path:
    """What the installer writes, as a layer of files."""
    place = shared / f"installed-{release}"
    with alone(place):
        if not (place / "done").exists():
            shutil.rmtree(place, ignore_errors=True)
            with box_on(layers, place) as made:
                done = made.install(*INSTALLED)
            assert done.returncode == 0, done.stdout
            (place / "done").touch()
    return place / "upper"


def _or_skip(made: Callable[[], Made]) -> Made:
    try:
        return made()
    except CannotTest as why:
        pytest.skip(str(why))
