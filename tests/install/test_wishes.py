"""Another hotspot, as the hub wishes: nothing of the wish is believed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from installer import places, wishes
from installer.files import Access
from installer.hotspot import Wifi, profile, wifi_of
from installer.settings_file import fresh, read
from installer.steps import StepFailed
from installer.wishes import NoWish, read_wish, take_up

BEFORE = Wifi("Porchlight", "as-it-was-before", "wpa3")
WISH = {"name": "Porch 14", "password": "lamp-otter-nine"}


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything is on a box, but in a folder of ours."""
    if os.geteuid() != 0:
        pytest.skip("only root can place root's files")
    for name in ("WISH", "WISH_RESULT", "HOTSPOT", "SETTINGS"):
        monkeypatch.setattr(places, name, tmp_path / name.lower() / "file")
        (tmp_path / name.lower()).mkdir()
    monkeypatch.setattr(wishes, "SETTINGS_ACCESS", Access(0o640))
    places.HOTSPOT.write_bytes(profile(BEFORE))
    places.SETTINGS.write_text(fresh({"name": "14 Elm St"}) + "# mine\n")
    return tmp_path


def wish(content: object = WISH, mode: int = 0o600) -> None:
    octets = content if isinstance(content, bytes) else json.dumps(content).encode()
    places.WISH.write_bytes(octets)
    places.WISH.chmod(mode)


def as_it_was() -> bool:
    same = wifi_of(places.HOTSPOT.read_text()) == BEFORE
    return same and "wifi_name" not in places.SETTINGS.read_text()


def test_a_wish_changes_the_wi_fi_and_what_the_screen_shows(box: Path) -> None:
    wish()

    assert take_up(lambda: None) == 0

    changed = wifi_of(places.HOTSPOT.read_text())
    assert changed == Wifi(WISH["name"], WISH["password"], "wpa3")
    assert places.HOTSPOT.stat().st_mode & 0o777 == 0o600
    settings = read(places.SETTINGS.read_text())
    assert settings["wifi_name"] == WISH["name"]
    assert settings["name"] == "14 Elm St"
    assert "# mine" in places.SETTINGS.read_text()
    assert places.WISH_RESULT.read_text() == "changed\n"
    assert not places.WISH.exists()


def test_a_wi_fi_that_does_not_come_up_is_as_it_was(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise StepFailed("no such device")

    wish()

    assert take_up(refuse) == 1
    assert as_it_was()
    assert places.HOTSPOT.stat().st_mode & 0o777 == 0o600
    assert places.WISH_RESULT.read_text() == "failed\n"
    assert not places.WISH.exists()
    assert WISH["password"] not in capsys.readouterr().out


@pytest.mark.parametrize("stuck", ["HOTSPOT", "SETTINGS"])
def test_a_card_that_takes_one_file_only_leaves_both_as_they_were(
    box: Path, stuck: str
) -> None:
    (getattr(places, stuck).parent / ".file.new").mkdir()
    wish()

    assert take_up(lambda: None) == 1
    assert as_it_was()
    assert places.WISH_RESULT.read_text() == "failed\n"


def test_a_wish_goes_also_where_the_settings_make_no_sense(box: Path) -> None:
    places.SETTINGS.write_bytes(b"\xff")
    wish()

    assert take_up(lambda: None) == 1
    assert places.WISH_RESULT.read_text() == "failed\n"
    assert not places.WISH.exists()


def test_the_wi_fi_of_before_is_begun_again_where_the_new_one_does_not_come_up(
    box: Path,
) -> None:
    begun = []

    def only_the_old_one() -> None:
        begun.append(as_it_was())
        if not as_it_was():
            raise StepFailed("no such channel")

    wish()

    assert take_up(only_the_old_one) == 1
    assert begun == [False, True]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[" * 400,
        b"{}" + b" " * 600,
        [],
        {"name": "x"},
        {**WISH, "country": "US"},
        {**WISH, "name": ""},
        {**WISH, "name": "x" * 33},
        {**WISH, "name": "x\n[connection]\nid=y"},
        {**WISH, "name": ["x"]},
        {**WISH, "password": "short"},
        {**WISH, "password": "x" * 64},
        {**WISH, "password": "lamp\npsk=other"},
        {**WISH, "password": 12345678},
        {**WISH, "password": " lamp-otter-nine"},
    ],
)
def test_anything_else_is_refused_and_goes(
    box: Path, content: object, capsys: pytest.CaptureFixture[str]
) -> None:
    wish(content)

    assert take_up(lambda: None) == 1
    assert as_it_was()
    assert places.WISH_RESULT.read_text() == "refused\n"
    assert not places.WISH.exists()
    assert "lamp" not in capsys.readouterr().out


def _link(path: Path) -> None:
    target = path.with_name("target")
    target.write_text(json.dumps(WISH))
    target.chmod(0o600)
    path.symlink_to(target)


def _second_name(path: Path) -> None:
    _link(path)
    target = path.readlink()
    path.unlink()
    path.hardlink_to(target)


def _of_another(path: Path) -> None:
    path.write_text(json.dumps(WISH))
    path.chmod(0o600)
    os.chown(path, 12345, -1)


def _open_to_all(path: Path) -> None:
    path.write_text(json.dumps(WISH))
    path.chmod(0o644)


@pytest.mark.parametrize(
    "lay", [_link, _second_name, _of_another, _open_to_all, os.mkfifo]
)
def test_no_trap_in_its_place_is_walked_into(
    box: Path, lay: Callable[[Path], None]
) -> None:
    lay(places.WISH)

    with pytest.raises(NoWish):
        read_wish(places.WISH)
    assert take_up(lambda: None) == 1
    assert as_it_was()
    assert not os.path.lexists(places.WISH)


def test_a_box_without_a_wi_fi_of_its_own_gets_none(box: Path) -> None:
    places.HOTSPOT.unlink()
    wish()

    assert take_up(lambda: None) == 1
    assert not places.HOTSPOT.exists()
