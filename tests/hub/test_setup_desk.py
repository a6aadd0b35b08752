"""The set-up of a hub: open once, closed for good, and over every power cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from hub.anew import BeginAnew
from hub.domain.guesses import FREE_GUESSES, TooManyGuesses
from hub.network_key import shown_secret
from hub.service.views import WrongCode
from hub.settings import NETWORK_KEY, read_settings
from hub.setup_commands import setup_commands
from hub.setup_desk import HubSetup, begun
from hub.setup_file import FILE, State, read_setup
from hub.setup_hotspot import WISH, HotspotWishes
from hub.setup_radio import look_at_radio
from hub.setup_words import words_of
from hub.web.setup.port import ChoiceRefused, Found, KeyWrong, NotKept, WifiState
from radio.bearer import RadioAddress
from radio.link_status import LinkState, LinkStatus
from radio.radio_state import Concern, RadioState
from radio.status import SyncStatus
from tests.conftest import ManualClock

WIFI = ("Porch 14", "lamp-otter-nine")
PHONE = b"a phone's"


class Never(BeginAnew):
    """Asked to begin anew it does what is to be done first, and stays."""

    def soon(self, first) -> None:  # type: ignore[no-untyped-def]
        self._asked.set()
        first()


def a_desk(
    folder: Path, clock: ManualClock, *, is_known: bool = False, **given: str
) -> HubSetup:
    settings = read_settings({"data": str(folder), **given}, {}, None)
    wishes = HotspotWishes(folder, folder / "unit", folder / "result", folder)
    setup = begun(settings, is_known=is_known)
    return HubSetup(settings, setup, Never(), wishes, lambda: None, lambda: clock.now)


def test_a_new_hub_is_open_and_a_known_one_is_not(
    tmp_path: Path, clock: ManualClock
) -> None:
    assert not a_desk(tmp_path, clock, is_known=True).is_open
    assert not a_desk(tmp_path, clock, setup="off").is_open
    assert not (tmp_path / FILE).exists()

    assert a_desk(tmp_path, clock).is_open
    assert a_desk(tmp_path, clock, is_known=True).is_open  # it had begun already


def test_after_a_power_cut_it_goes_on_where_it_was(
    tmp_path: Path, clock: ManualClock
) -> None:
    first = a_desk(tmp_path, clock)
    first.choose("language", {"language": "ar"})
    first.choose("name", {"name": "14 Elm St"})

    again = a_desk(tmp_path, clock)

    assert again.answered == {"language", "name"}
    assert again.choice("name") == "14 Elm St"
    assert again.code == first.code != ""


def test_what_came_with_the_hub_is_not_asked(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock, name="14 Elm St")

    assert desk.answered == {"name"}
    assert desk.choice("name") == "14 Elm St"


def test_what_the_installer_writes_for_every_hub_is_asked_all_the_same(
    tmp_path: Path, clock: ManualClock
) -> None:
    assert a_desk(tmp_path, clock, name="Porchlight", language="en").answered == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("name", "a\u202eb"),
        ("name", "a\nb"),
        ("language", "tlh"),
        ("radio", "tcp:x"),
        ("radio", f"tcp:{'x' * 254}:1"),
        ("radio", "tcp:a b:1"),
        ("radio", "tcp:a/../b:1"),
        ("radio", "tcp:\u202ea:1"),
    ],
)
def test_what_can_t_be_is_refused_by_its_name(
    tmp_path: Path, clock: ManualClock, name: str, value: str
) -> None:
    desk = a_desk(tmp_path, clock)

    with pytest.raises(ChoiceRefused) as refused:
        desk.choose("name", {name: value})

    assert refused.value.field == name
    assert desk.answered == frozenset()


def test_the_code_admits_and_guessing_slows_down(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock)
    desk.prove_code(desk.code.lower().replace("-", " "), PHONE)

    for _ in range(FREE_GUESSES):
        with pytest.raises(WrongCode):
            desk.prove_code("222-222", PHONE)
    with pytest.raises(TooManyGuesses) as many:
        desk.prove_code(desk.code, PHONE)
    clock.now += many.value.wait_s
    desk.prove_code(desk.code, PHONE)


def test_who_guesses_keeps_no_other_phone_out(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock)
    for _ in range(30):
        with pytest.raises((WrongCode, TooManyGuesses)):
            desk.prove_code("222-222", b"a spy's")
        clock.now += 0.3

    desk.prove_code(desk.code, PHONE)


def test_who_had_the_code_right_begins_again_with_all_guesses(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock)

    for _ in range(3):
        for _ in range(FREE_GUESSES - 1):
            with pytest.raises(WrongCode):
                desk.prove_code("222-222", PHONE)
        desk.prove_code(desk.code, PHONE)


def test_what_is_said_elsewhere_counts_over_what_was_chosen_before(
    tmp_path: Path, clock: ManualClock
) -> None:
    a_desk(tmp_path, clock).choose("name", {"name": "Elm House"})

    assert a_desk(tmp_path, clock, name="14 Elm St").choice("name") == "14 Elm St"


def test_a_radio_that_is_only_chosen_is_not_told_from_the_one_in_use(
    tmp_path: Path, clock: ManualClock
) -> None:
    settings = read_settings(
        {"data": str(tmp_path), "listen": "127.0.0.1:0"}, {}, _radio_file(tmp_path)
    )
    desk = HubSetup(
        settings,
        begun(settings, is_known=False),
        Never(),
        HotspotWishes(tmp_path),
        lambda: _link(LinkState.UP),
        lambda: clock.now,
    )
    assert desk.radio().found is Found.WELL

    desk.choose("radio", {"radio": "tcp:10.42.0.21:4403"})

    assert desk.radio().found is Found.UNTRIED


def _radio_file(folder: Path) -> Path:
    file = folder / "settings.toml"
    file.write_text('radio = "tcp:10.42.0.20:4403"\n')
    return file


def test_a_closed_set_up_has_no_code_that_admits(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock, is_known=True)

    for typed in ("", "-", "222-222"):
        with pytest.raises(WrongCode):
            desk.prove_code(typed, PHONE)


def test_the_end_is_told_once_and_then_it_is_closed(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock)
    desk.finish()
    desk.finish()
    assert desk.is_ending
    assert desk.code == ""

    fresh = a_desk(tmp_path, clock)
    assert fresh.is_fresh
    assert not fresh.is_open
    assert not a_desk(tmp_path, clock).is_fresh


def test_another_network_is_joined_and_the_key_of_before_set_aside(
    tmp_path: Path, clock: ManualClock
) -> None:
    key = bytes(range(32))
    desk = a_desk(tmp_path, clock)
    before = desk.key_words()

    for _ in range(2):  # the second time it is there already
        desk.join(" ".join(words_of(key)), {})

    former = tmp_path / f"{NETWORK_KEY}.former"
    assert shown_secret(tmp_path / NETWORK_KEY) == key
    assert former.exists()
    assert words_of(shown_secret(former) or b"") == before
    for file in (tmp_path / NETWORK_KEY, former):
        assert file.stat().st_mode & 0o777 == 0o600
    assert desk.key_words() == words_of(key)


def test_a_wrong_key_leaves_the_one_that_is_there(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock)
    before = desk.key_words()

    with pytest.raises(KeyWrong):
        desk.join("bakomir " * 15, {})

    assert desk.key_words() == before


def test_another_hotspot_is_wished_for_only_at_the_end(
    tmp_path: Path, clock: ManualClock
) -> None:
    (tmp_path / "unit").touch()
    as_it_is = {"wifi_name": "Porchlight", "wifi_password": "as-it-is-now"}
    desk = a_desk(tmp_path, clock, **as_it_is)
    assert desk.wifi().state is WifiState.CHANGEABLE

    desk.want_wifi(*WIFI)
    assert not (tmp_path / WISH).exists()
    assert (desk.wifi().name, desk.wifi().password) == WIFI
    assert WIFI[1] not in repr(desk.wifi())

    desk._hand_on_wifi()
    assert (tmp_path / WISH).stat().st_mode & 0o777 == 0o600


def test_a_wish_that_a_power_cut_kept_back_is_handed_on_at_the_next_start(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path, clock)
    desk.want_wifi(*WIFI)
    desk.finish()  # nobody takes wishes up yet
    (tmp_path / "unit").touch()

    a_desk(tmp_path, clock)

    assert WIFI[0] in (tmp_path / WISH).read_text()
    kept = read_setup(tmp_path)
    assert kept is not None
    assert kept.wifi is None
    assert kept.state is State.DONE


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [
        ("", WIFI[1], "wifi_name"),
        ("x" * 33, WIFI[1], "wifi_name"),
        ("a\nssid=b", WIFI[1], "wifi_name"),
        (" Porch 14", WIFI[1], "wifi_name"),
        (WIFI[0], "short", "wifi_password"),
        (WIFI[0], "päßwörter-lang", "wifi_password"),
        (WIFI[0], "eight\nor-more", "wifi_password"),
    ],
)
def test_a_hotspot_that_can_t_be_is_refused(
    tmp_path: Path, clock: ManualClock, name: str, password: str, field: str
) -> None:
    with pytest.raises(ChoiceRefused) as refused:
        a_desk(tmp_path, clock).want_wifi(name, password)

    assert refused.value.field == field


def test_a_folder_that_takes_nothing_is_said(
    tmp_path: Path, clock: ManualClock
) -> None:
    desk = a_desk(tmp_path / "data", clock)  # the folder is not there

    with pytest.raises(NotKept):
        desk.choose("name", {"name": "14 Elm St"})
    assert desk.is_open


class Port:
    """A serial port as pyserial lists it."""

    def __init__(self, device: str, product: str = "Board") -> None:
        self.device, self.product, self.location = device, product, device
        self.vid, self.pid = 0x303A, 1


def _link(state: LinkState, **radio: object) -> LinkStatus:
    sync = SyncStatus({}, 0, 0, 0, {})
    return LinkStatus(state, "", sync, radio=RadioState(**radio))  # type: ignore[arg-type]


def test_each_way_a_radio_can_be_has_a_word() -> None:
    usb = RadioAddress("serial", "auto")
    unset = _link(LinkState.UP, region="UNSET", concerns=(Concern.REGION_UNSET,))

    assert look_at_radio(None, None).found is Found.NOT_WANTED
    assert look_at_radio(usb, None, []).found is Found.MISSING
    assert look_at_radio(usb, None, [Port("a"), Port("b")]).found is Found.SEVERAL
    assert look_at_radio(usb, None, [Port("a", "x\ny")]).device == ""
    there = look_at_radio(usb, None, [Port("a")])
    assert (there.found, there.device) == (Found.THERE, "Board")
    assert look_at_radio(usb, _link(LinkState.DOWN), [Port("a")]).found is Found.SILENT
    assert look_at_radio(usb, _link(LinkState.UP, region="US")).region == "US"
    assert look_at_radio(usb, unset).found is Found.NO_REGION


def test_a_radio_that_nobody_looked_for_is_not_found(tmp_path: Path) -> None:
    plugged_in = tmp_path / "ttyACM0"
    path = RadioAddress("serial", str(plugged_in))
    afar = RadioAddress("tcp", "127.0.0.1:5999")

    assert look_at_radio(path, None).found is Found.MISSING
    plugged_in.touch()
    assert look_at_radio(path, None).found is Found.THERE
    assert look_at_radio(afar, None).found is Found.UNTRIED
    assert look_at_radio(afar, _link(LinkState.DOWN)).found is Found.SILENT


def test_a_hub_without_a_screen_is_told_its_code_and_opened_again(
    tmp_path: Path, clock: ManualClock
) -> None:
    runner, data = CliRunner(), ["--data", str(tmp_path)]
    desk = a_desk(tmp_path, clock)
    assert desk.code in runner.invoke(setup_commands, ["code", *data]).output
    desk.choose("name", {"name": "14 Elm St"})
    desk.finish()
    closed = a_desk(tmp_path, clock)

    said = runner.invoke(setup_commands, ["code", *data])
    assert said.exit_code == 1
    assert "setup again" in said.output

    assert runner.invoke(setup_commands, ["again", *data]).exit_code == 0
    assert closed.is_open  # while it runs
    assert closed.code != ""
    assert closed.answered == set()  # all is asked again
    assert closed.choice("name") == "14 Elm St"


def test_only_a_set_up_that_is_opened_again_is_of_a_hub_in_use(
    tmp_path: Path, clock: ManualClock
) -> None:
    again = ["again", "--data", str(tmp_path)]
    desk = a_desk(tmp_path, clock)
    CliRunner().invoke(setup_commands, again)
    assert not desk.is_again  # nobody has used it yet

    desk.finish()
    in_use = a_desk(tmp_path, clock)
    for _ in range(2):
        CliRunner().invoke(setup_commands, again)
        assert in_use.is_again
