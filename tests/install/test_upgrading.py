"""From one release to the next and back, where it only shows after the switch."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from installer import releases, trial
from installer.steps import StepFailed
from installer.upgrading import Ways, go_back, upgrade

PORCHLIGHT = """\
#!/usr/bin/python3
import http.server, sys
class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *said):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Pages)
print(f"serving http://127.0.0.1:{server.server_port}", file=sys.stderr, flush=True)
server.serve_forever()
"""
"""A release that is well wherever it is tried."""


class PowerCut(BaseException):
    """Nobody catches it."""


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


def test_what_runs_is_never_taken_for_a_build_that_was_interrupted(
    program: Path,
) -> None:
    (program / "1.2-torn").mkdir()

    releases.drop_broken()  # not even where its list was lost

    assert releases.others(()) == [program / "1.1-new"]


def test_what_runs_is_no_way_back_from_itself(program: Path) -> None:
    releases.remember(program / "1.1-new")

    assert releases.before() is None


def test_links_are_no_releases_that_nobody_needs(program: Path) -> None:
    releases.remember(program / "1.0-old")

    assert releases.others((program / "1.1-new",)) == [program / "1.0-old"]


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


@pytest.fixture
def fresh(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A third release, on a box without data whose hub is root's."""
    if os.geteuid() != 0:
        pytest.skip("only root can start a hub as somebody")
    monkeypatch.setattr(trial, "HUB_USER", "root")
    monkeypatch.setattr(trial, "DATA", tmp_path / "data")
    hub = program / "1.2-fresh/bin/porchlight"
    hub.parent.mkdir(parents=True)
    hub.write_text(PORCHLIGHT)
    hub.chmod(0o755)
    releases.remember(program / "1.0-old")
    return program / "1.2-fresh"


def test_a_power_cut_after_the_switch_leaves_the_way_back(
    program: Path, fresh: Path
) -> None:
    def cut(_release: Path) -> None:
        raise PowerCut

    with pytest.raises(PowerCut):
        upgrade(fresh, releases.current(), Ways(cut, lambda: None, lambda _: None))

    assert releases.current() == fresh
    assert releases.before() == program / "1.1-new"


def test_a_release_that_fails_takes_no_way_back_along(
    program: Path, fresh: Path
) -> None:
    def work(release: Path) -> None:
        if release == fresh:
            raise StepFailed("It does not work here.")

    with pytest.raises(StepFailed, match="1.1-new is back"):
        upgrade(fresh, releases.current(), Ways(work, lambda: None, lambda _: None))

    assert releases.current() == program / "1.1-new"
    assert releases.before() == program / "1.0-old"
