"""The network's key file: made once, read by its owner alone, never shown."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from hub.network_key import network_keys, shown_secret
from hub.settings import SettingsInvalid
from radio.keys import Keyring, NetworkKey

ONE, TWO, THREE = ("1" * 64, "2" * 64, "3" * 64)


def _names(keys: Keyring | None) -> list[bytes | None]:
    assert keys is not None
    three = (keys.current, keys.following, keys.previous)
    return [each and each.name for each in three]


def test_a_key_is_made_at_the_first_start_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "network.key"

    first, second = network_keys(file), network_keys(file)

    assert _names(first) == _names(second)
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_key_is_on_the_disk_under_its_name_before_anybody_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "network.key"
    synced: list[tuple[bool, bool]] = []

    def note(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append((is_folder, file.exists()))

    monkeypatch.setattr(os, "fsync", note)

    network_keys(file)

    assert synced == [(False, False), (True, True)]


def test_hubs_that_start_at_once_on_one_file_have_one_key(tmp_path: Path) -> None:
    file = tmp_path / "network.key"
    found: list[bytes | None] = []
    starts = [
        threading.Thread(target=lambda: found.extend(_names(network_keys(file))[:1]))
        for _ in range(8)
    ]

    for each in starts:
        each.start()
    for each in starts:
        each.join()

    assert len(found) == 8
    assert len(set(found)) == 1


def test_the_key_to_come_and_the_one_before_stand_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{ONE}\nnext {TWO.upper()}\n  previous {THREE}\n")

    assert _names(network_keys(file)) == [
        NetworkKey(bytes.fromhex(each)).name for each in (ONE, TWO, THREE)
    ]


def test_the_next_hub_is_shown_the_key_that_counts_now(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"next {TWO}\n{ONE}\nprevious {THREE}\n")

    assert shown_secret(file) == bytes.fromhex(ONE)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n",
        ONE[1:],
        f"{ONE}\n{TWO}",
        f"next {ONE}",
        f"{ONE}\nlater {TWO}",
        ONE[:-1] + "x",
        "\xff\x00",
    ],
)
def test_a_file_that_is_no_key_is_told_without_showing_it(
    tmp_path: Path, content: str
) -> None:
    file = tmp_path / "network.key"
    file.write_text(content)

    with pytest.raises(SettingsInvalid, match="network.key") as caught:
        network_keys(file)

    assert "\n" not in str(caught.value)
    assert "1111" not in str(caught.value)
    assert file.read_text() == content


def test_where_no_key_can_be_made_there_is_none(tmp_path: Path) -> None:
    assert network_keys(tmp_path / "nowhere" / "network.key") is None


def test_a_folder_is_no_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid):
        network_keys(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_key_made_with_sudo_is_the_hub_s_to_read(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 23456)

    network_keys(tmp_path / "network.key")

    made = (tmp_path / "network.key").stat()
    assert (made.st_uid, made.st_gid) == (12345, 23456)
