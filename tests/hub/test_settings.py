"""Settings: their rank, and a plain word for each that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.hours import Hours
from hub.mesh.texting.surroundings import Announce
from hub.settings import Listen, SettingsInvalid, read_settings
from radio.bearer import RadioAddress


def test_without_a_word_a_hub_stands_alone_on_loopback() -> None:
    settings = read_settings({}, {}, None)

    assert settings.listen == Listen("127.0.0.1", 8080)
    assert settings.radio is None


def test_the_command_line_outranks_the_environment_and_that_the_file(
    tmp_path: Path,
) -> None:
    file = tmp_path / "porchlight.toml"
    file.write_text('name = "file"\nlisten = "0.0.0.0:1"\nradio = "tcp:a:1"\n')
    environment = {"PORCHLIGHT_NAME": "environment", "PORCHLIGHT_LISTEN": "0.0.0.0:2"}

    settings = read_settings({"name": "line", "radio": None}, environment, file)

    assert settings.name == "line"
    assert settings.listen == Listen("0.0.0.0", 2)  # noqa: S104 - read, not bound
    assert settings.radio == RadioAddress("tcp", "a:1")


def test_alerts_are_announced_unless_stewards_want_more_or_nothing() -> None:
    assert read_settings({}, {}, None).announce is Announce.ALERTS
    assert read_settings({"announce": "needs"}, {}, None).announce is Announce.NEEDS


def test_a_hub_speaks_english_unless_it_is_told_another_language_of_ours() -> None:
    assert read_settings({}, {}, None).language.code == "en"
    assert read_settings({}, {"PORCHLIGHT_LANGUAGE": "ht"}, None).language.code == "ht"
    with pytest.raises(SettingsInvalid, match="tlh.*en, es, ht"):
        read_settings({"language": "tlh"}, {}, None)


def test_writing_is_limited_unless_somebody_says_off() -> None:
    assert read_settings({}, {}, None).limits
    assert not read_settings({}, {"PORCHLIGHT_LIMITS": "off"}, None).limits


def test_a_serial_radio_is_a_path() -> None:
    settings = read_settings({"radio": "serial:/dev/serial/by-id/x:y"}, {}, None)

    assert settings.radio == RadioAddress("serial", "/dev/serial/by-id/x:y")


def test_the_network_key_is_in_the_data_folder_unless_said_otherwise() -> None:
    environment = {"PORCHLIGHT_NETWORK_KEY_FILE": "/etc/key"}

    assert read_settings({"data": "/d"}, {}, None).network_key_file == Path(
        "/d/network.key"
    )
    assert read_settings({}, environment, None).network_key_file == Path("/etc/key")


@pytest.mark.parametrize(
    "given",
    [
        {"listen": "8080"},
        {"listen": "localhost:http"},
        {"listen": "localhost:65536"},
        {"radio": "bluetooth:x"},
        {"radio": "tcp:4403"},
        {"radio": "tcp:host:0"},
        {"radio": "serial:"},
        {"announce": "everything"},
        {"name": " "},
        {"name": "x" * 61},
        {"hop_limit": "8"},
        {"hop_limit": "few"},
        {"listen": "localhost:" + "1" * 5000},
        {"listen": "localhost:٨٠"},
        {"address": "ftp://x"},
        {"address": "http://x/y?z"},
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(given: dict[str, str]) -> None:
    with pytest.raises(SettingsInvalid) as caught:
        read_settings(given, {}, None)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["not toml", "colour = 1", b"\xff", "name = 5", 'data = ["x"]', "hop_limit = '1'"],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str | bytes) -> None:
    file = tmp_path / "porchlight.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(SettingsInvalid, match="porchlight.toml"):
        read_settings({}, {}, file)


def test_the_wifi_is_known_by_name_and_may_be_open() -> None:
    unsaid = read_settings({}, {}, None)
    open_one = read_settings({}, {"PORCHLIGHT_WIFI_NAME": "Elm 14"}, None)
    kept = {
        "PORCHLIGHT_WIFI_NAME": "Elm 14",
        "PORCHLIGHT_WIFI_PASSWORD": "lanterns on elm",
    }

    assert (unsaid.wifi_name, unsaid.wifi_password) == (None, None)
    assert (open_one.wifi_name, open_one.wifi_password) == ("Elm 14", None)
    assert read_settings({}, kept, None).wifi_password in kept.values()


@pytest.mark.parametrize(
    "given",
    [
        {"wifi_name": ""},
        {"wifi_name": "é" * 17},
        {"wifi_name": "a\nb"},
        {"wifi_password": "lanterns"},
        {"wifi_name": "Elm 14", "wifi_password": "seven77"},
        {"wifi_name": "Elm 14", "wifi_password": "l" * 64},
        {"wifi_name": "Elm 14", "wifi_password": "lanternès"},
    ],
)
def test_a_wifi_that_no_phone_could_join_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(SettingsInvalid) as refused:
        read_settings(given, {}, None)

    assert given.get("wifi_password", "no word") not in str(refused.value)


def test_the_wifis_password_is_in_no_message(tmp_path: Path) -> None:
    file = tmp_path / "porchlight.toml"
    file.write_text("wifi_password = 12345678\n")

    with pytest.raises(SettingsInvalid) as refused:
        read_settings({}, {}, file)

    assert "12345678" not in str(refused.value)
    given = {"wifi_name": "Elm 14", "wifi_password": "lanterns"}
    assert "lanterns" not in repr(read_settings(given, {}, None))


def test_the_screen_is_dark_from_seven_to_seven_unless_it_is_told_otherwise() -> None:
    assert read_settings({}, {}, None).dusk == Hours(19, 7)
    assert read_settings({"dusk": "16-9"}, {}, None).dusk == Hours(16, 9)
    assert read_settings({"dusk": "device"}, {}, None).dusk is None
    with pytest.raises(SettingsInvalid, match="use 19-7"):
        read_settings({"dusk": "late"}, {}, None)


def test_the_screen_sleeps_by_night_unless_it_never_may() -> None:
    assert read_settings({}, {}, None).sleep == Hours(23, 6)
    assert read_settings({"sleep": "22-5"}, {}, None).sleep == Hours(22, 5)
    assert read_settings({"sleep": "never"}, {}, None).sleep is None
