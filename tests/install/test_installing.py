"""What the installer does as root: nothing that others could use for themselves."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest
from installer import update_keys
from installer.accounts import owned
from installer.files import SECRET, Access, made_once, write
from installer.uninstalling import uninstall
from installer.update_keys import known

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")

SOMEBODY = "nobody"


def test_a_file_is_private_and_on_the_card_before_it_takes_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen, sync = tmp_path / "hotspot", [], os.fsync
    path.write_text("old")

    def watched(descriptor: int) -> None:
        sync(descriptor)
        synced = Path(f"/proc/self/fd/{descriptor}").resolve()
        if synced.is_file():
            mode = synced.stat().st_mode & 0o777
            seen.append((synced.read_text(), oct(mode), path.read_text()))
        else:
            seen.append(("the folder", "", path.read_text()))

    monkeypatch.setattr(os, "fsync", watched)
    write(path, b"new", SECRET)

    assert seen == [("new", "0o600", "old"), ("the folder", "", "new")]


def test_a_file_of_people_s_own_keeps_its_words_and_gets_its_rights_back(
    tmp_path: Path,
) -> None:
    path, access = tmp_path / "settings", Access(0o640)
    path.write_text("mine")
    path.chmod(0o666)
    step = made_once(path, lambda: b"the installer's", access)
    assert not step.is_done()

    step.do()

    assert step.is_done()
    assert path.read_text() == "mine"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_among_the_data_gives_nothing_of_elsewhere_away(tmp_path: Path) -> None:
    secret, folder = tmp_path / "shadow", tmp_path / "data"
    secret.touch()
    folder.mkdir()
    (folder / "link").symlink_to(secret)

    owned(folder, SOMEBODY).do()

    assert secret.stat().st_uid == 0
    number = pwd.getpwnam(SOMEBODY).pw_uid
    assert (folder / "link").lstat().st_uid == folder.stat().st_uid == number


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The publishers' keys of a box."""
    folder = tmp_path / "keys"
    monkeypatch.setattr(update_keys, "UPDATE_KEYS", folder)
    monkeypatch.setattr(update_keys, "UPDATES", tmp_path / "updates")
    return folder


@pytest.fixture
def release(tmp_path: Path) -> Path:
    brought = tmp_path / "release/systemd/update-keys"
    brought.mkdir(parents=True)
    for name in ("first.pub", "second.pub"):
        (brought / name).write_text(name)
    return tmp_path / "release"


def _install(release: Path) -> None:
    for step in known(release):
        if not step.is_done():
            step.do()


def test_a_fresh_box_trusts_the_keys_that_came_with_it(
    keys: Path, release: Path
) -> None:
    _install(release)

    assert {each.name for each in keys.iterdir()} == {"first.pub", "second.pub"}


def test_a_key_that_a_publisher_gave_up_never_comes_back_with_a_release(
    keys: Path, release: Path
) -> None:
    keys.mkdir()
    (keys / "publisher-1.pub").write_text("the one from now on")

    _install(release)

    assert [each.name for each in keys.iterdir()] == ["publisher-1.pub"]


def test_uninstalling_keeps_what_was_written_where_nobody_can_be_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert uninstall(["--dry-run"]) == 0
    kept = capsys.readouterr().out
    assert uninstall(["--dry-run", "--all"]) == 0

    assert "Kept: " in kept
    assert "Nothing is left" in capsys.readouterr().out
