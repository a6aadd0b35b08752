"""What the installer writes, without a box: settings, the hotspot, rules for radios."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from installer import places
from installer.hotspot import LETTERS, Wifi, new_password, profile, wifi_of
from installer.options import parse
from installer.settings_file import changed, fresh, read
from installer.wifi import wifi_as

from radio.meshtastic_ports import BOARDS, BRIDGES

SYSTEMD = Path(__file__).parents[2] / "systemd"
UNITS = (
    "porchlight.service",
    "porchlight-backup.service",
    "porchlight-backup.timer",
    "porchlight-hotspot.service",
    "porchlight-hotspot.path",
    "porchlight-kiosk.service",
    "porchlight-update.service",
)

printable = st.text(
    st.characters(min_codepoint=32, exclude_categories=("C", "Z")), min_size=1
)
passwords = st.text(
    st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=63
)


@given(printable, printable)
def test_settings_come_back_as_they_were_written(name: str, other: str) -> None:
    text = fresh({"name": name, "radio": "none"}) + "# mine\n"

    assert tomllib.loads(text)["name"] == name
    again = changed(text, {"name": other, "language": "es"})
    assert read(again) == {"name": other, "radio": "none", "language": "es"}
    assert "# mine\n" in again


def test_a_change_leaves_every_other_line() -> None:
    text = '# a remark\nname   = "old" # why\nradio = "none"\n'

    assert (
        changed(text, {"name": "new"}) == '# a remark\nname = "new"\nradio = "none"\n'
    )


@given(printable.filter(lambda name: len(name.encode()) <= 32), passwords)
def test_a_hotspot_is_read_as_it_was_written(name: str, password: str) -> None:
    wifi = Wifi(name, password)

    assert wifi_of(profile(wifi).decode()) == wifi


def test_the_wi_fi_that_phones_know_stays_unless_it_is_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "HOTSPOT", tmp_path / "hotspot")
    known = Wifi("Porch 14", "lamp-otter-nine", "wpa3")
    assert wifi_as(parse([]), "14 Elm St").name == "14 Elm St"

    places.HOTSPOT.write_bytes(profile(known))

    assert wifi_as(parse([]), "14 Elm St") == known
    renamed = wifi_as(parse(["--wifi-name", "Elm"]), "14 Elm St")
    assert renamed == Wifi("Elm", known.password, known.security)


def test_a_name_with_signs_of_the_file_s_own_is_one_name() -> None:
    text = profile(Wifi("49;50;", "lamp-otter-nine")).decode()

    assert "\nssid=49\\;50\\;\n" in text


def test_phones_are_asked_for_no_more_than_the_built_in_radio_can_do() -> None:
    for security, lines in (
        ("wpa2", {"key-mgmt=wpa-psk", "pmf=1"}),
        ("wpa3", {"key-mgmt=sae", "pmf=3"}),
    ):
        text = profile(Wifi("Porch 14", "lamp-otter-nine", security)).decode()
        assert lines <= {*text.splitlines()}


def test_passwords_are_new_and_easy_to_read_out() -> None:
    made = {new_password() for _ in range(100)}

    assert len(made) == 100
    assert all(set(each) <= {*LETTERS, "-"} and len(each) == 14 for each in made)


def test_rules_for_radios_know_the_same_makers_as_the_hub() -> None:
    rules = (SYSTEMD / "files/70-porchlight-radio.rules").read_text()
    boards = re.findall(r'^ATTRS\{idVendor\}=="(\w{4})", GOTO', rules, flags=re.M)
    bridges = re.findall(r'idVendor\}=="(\w{4})", ATTRS\{idProduct\}=="(\w{4})"', rules)

    assert {int(each, 16) for each in boards} == BOARDS
    assert {(int(v, 16), int(p, 16)) for v, p in bridges} == BRIDGES


@pytest.mark.parametrize(
    "arguments",
    [
        ("--country", "Germany"),
        ("--country", "QQ"),
        ("--name", ""),
        ("--name", "x" * 61),
        ("--wifi-name", "x" * 33),
        ("--wifi-name", " x"),
        ("--wifi-password-file", "/nonexistent"),
        ("--radio", "ttyUSB0"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_before_anything_is_done(
    arguments: tuple[str, str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2


def test_no_unit_is_forgotten() -> None:
    assert {each.name for each in (SYSTEMD / "units").iterdir()} == set(UNITS)


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_waits_for_a_network_or_the_right_time(unit: str) -> None:
    """As written: a box of the tests without a screen gets only three."""
    text = (SYSTEMD / "units" / unit).read_text()

    assert not re.search(r"network-online|time-sync|time-wait|ntp", text)


def test_the_installer_is_the_systems_python_and_nothing_else() -> None:
    for file in (SYSTEMD / "installer").glob("*.py"):
        text = file.read_text()
        assert not re.search(r"^(?:from|import) (?:hub|radio|kiosk|click)", text, re.M)


def test_no_file_of_ours_names_where_packages_come_from() -> None:
    for file in SYSTEMD.rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            found = re.findall(r"https?://([\w.]+)", file.read_text())
            assert set(found) <= {"127.0.0.1", "10.42.0.1"}, file
