"""From one release to the next and back, where it only shows after the switch."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from installer import releases
from installer.steps import StepFailed
from installer.upgrading import Ways, go_back


class Services:
    """What services do on a box; with broken data no hub starts."""

    def __init__(self, broken_data: bool = False) -> None:
        self.broken_data = broken_data
        self.done: list[str] = []

    @property
    def ways(self) -> Ways:
        return Ways(self._put_to_work, lambda: self.done.append("stop"), self._restore)

    def _put_to_work(self, release: Path) -> None:
        self.done.append(f"start {release.name}")
        if self.broken_data:
            raise StepFailed("It can't read its data.")

    def _restore(self, release: Path) -> None:
        self.done.append(f"restore {release.name}")
        self.broken_data = False


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("1.0-old", "1.1-new"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(releases, "PROGRAM", tmp_path)
    monkeypatch.setattr(releases, "CURRENT", tmp_path / "current")
    releases.switch_to(tmp_path / "1.1-new")
    return tmp_path


def test_the_way_back_is_the_release_before(program: Path) -> None:
    services = Services()

    go_back(program / "1.0-old", services.ways)

    assert releases.current() == program / "1.0-old"
    assert services.done == ["start 1.0-old"]


def test_whoever_went_back_can_go_forth_again(program: Path) -> None:
    go_back(program / "1.0-old", Services().ways)
    assert releases.before() == program / "1.1-new"

    go_back(program / "1.1-new", Services().ways)

    assert releases.current() == program / "1.1-new"
    assert releases.before() == program / "1.0-old"


def test_data_that_the_next_release_has_changed_come_back_too(program: Path) -> None:
    services = Services(broken_data=True)

    go_back(program / "1.0-old", services.ways)

    assert services.done == [
        *("start 1.0-old", "stop", "restore 1.0-old", "start 1.0-old")
    ]


def test_a_release_with_a_file_changed_is_not_whole(program: Path) -> None:
    place = program / "1.0-old"
    (place / "a").write_text("as built")
    releases.seal(place)
    assert releases.is_whole(place)

    (place / "a").write_text("as a failing card reads it")
    assert not releases.is_whole(place)


def test_a_release_is_on_the_card_before_it_counts_as_whole(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = program / "1.1-new"
    counted: list[bool] = []
    monkeypatch.setattr(os, "sync", lambda: counted.append(releases.is_whole(place)))

    releases.seal(place)

    assert counted == [False]
    assert releases.is_whole(place)
