"""A radio on the bench, over the real library, against virtual radios."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from meshtastic.protobuf import admin_pb2
from meshtastic.tcp_interface import TCPInterface

from radio.bearer import BearerDown, BearerInbox, RadioAddress
from radio.carriage import Carriage
from radio.meshtastic_bearer import meshtastic_bearer
from radio.meshtastic_edits import REGIONS, joining_url
from radio.meshtastic_setup import RadioInUse, RadioOnBench
from radio.radio_changes import changes
from radio.radio_plan import CannotPlan, Wish, wanted
from radio.radio_settings import RadioSettings
from radio.simulator.air import Transmission
from radio.simulator.server import RadioKind, VirtualRadios
from tests.radio.benches import AS_SOLD, IMPATIENT, losing_line
from tests.radio.radio_settings import KEYS, PIN, SHOP, WISH


@pytest.fixture(params=["2.7.26", "2.8.0"])
def radios(request: pytest.FixtureRequest) -> Iterator[VirtualRadios]:
    """One radio as it is sold."""
    kind = replace(AS_SOLD, firmware=request.param)
    with VirtualRadios(1, seed=1, speed=20, kind=kind) as running:
        yield running


@pytest.fixture
def radio(radios: VirtualRadios) -> RadioAddress:
    return radios.address(0)


def _set_up(address: RadioAddress, wish: Wish = WISH) -> RadioSettings:
    with RadioOnBench(address) as bench:
        then = wanted(bench.report().settings, wish)
        bench.write(then)
        bench.restart()
        assert changes(bench.report().settings, then) == []
    return then


def _settings(address: RadioAddress) -> RadioSettings:
    """What they are once the radio is up: it may be starting again."""
    until = time.monotonic() + 30.0
    while True:
        try:
            with RadioOnBench(address) as bench:
                return bench.report().settings
        except BearerDown:
            if time.monotonic() > until:
                raise


def test_a_radio_from_the_shop_is_a_hub_s_radio_afterwards(
    radio: RadioAddress,
) -> None:
    then = _set_up(radio)

    with RadioOnBench(radio) as bench:
        report = bench.report()
    assert report.settings == then
    assert report.settings.region == "EU_868"
    assert [each.key for each in report.settings.channels] == [
        KEYS.neighbours,
        KEYS.hubs,
    ]
    assert report.settings.pin == PIN
    assert report.firmware.startswith("2.")
    assert report.queue_free == report.queue_size == 16


def test_setting_a_radio_up_sends_nothing_on_the_air() -> None:
    sent: list[Transmission] = []
    # At the wall's speed it does not come to say who it is, by itself, meanwhile.
    with (
        VirtualRadios(1, seed=1, kind=AS_SOLD, observer=sent.append) as running,
        RadioOnBench(running.address(0)) as bench,
    ):
        bench.write(wanted(bench.report().settings, WISH))

        assert sent == []


def test_a_second_time_there_is_nothing_to_change(radio: RadioAddress) -> None:
    _set_up(radio)

    with RadioOnBench(radio) as bench:
        now = bench.report().settings
        assert changes(now, wanted(now, replace(WISH, pin=111_111))) == []


def test_radios_of_a_network_hear_each_other_then() -> None:
    with VirtualRadios(2, seed=1, speed=20, kind=AS_SOLD) as running:
        one, other = (
            _set_up(running.address(index), replace(WISH, name=name))
            for index, name in enumerate(("Elm", "Oak"))
        )
        heard: queue.Queue[bytes] = queue.Queue()
        inbox = BearerInbox(lambda frame, _hops: heard.put(frame), lambda _why: None)
        here, there = (
            meshtastic_bearer(running.address(index), 0, Carriage())(inbox)
            for index in range(2)
        )
        here.send(b"over the hubs' channel")
        frame = heard.get(timeout=30.0)
        for bearer in (here, there):
            bearer.close()

    assert one.channels == other.channels
    assert frame == b"over the hubs' channel"


@pytest.mark.parametrize("adding", [False, True])
def test_a_neighbour_s_own_radio_joins_by_the_code(adding: bool) -> None:
    with VirtualRadios(1, seed=1, speed=20, kind=RadioKind(fresh=True)) as running:
        url = joining_url(wanted(SHOP, WISH), adding=adding)
        host, _, port = running.address(0).place.partition(":")
        app = TCPInterface(host, portNumber=int(port), timeout=30)
        app.localNode.setURL(url, addOnly=adding)
        app.close()
        joined = _settings(running.address(0))

    (channel,) = [each for each in joined.channels if each.has_private_key]
    assert (channel.name, channel.key) == ("neighbours", KEYS.neighbours)
    assert channel.position_bits == 0
    assert (joined.region, joined.channels.index(channel)) == ("EU_868", int(adding))


def test_a_radio_on_a_cable_is_set_up_likewise(tmp_path: Path) -> None:
    place = tmp_path / "ttyACM0"
    with VirtualRadios([place], seed=1, speed=20, kind=AS_SOLD) as running:
        then = _set_up(running.address(0))

    assert then.region == "EU_868"


def test_a_radio_that_is_numbered_anew_is_found_all_the_same() -> None:
    kind = replace(AS_SOLD, firmware="2.8.0")
    with VirtualRadios(1, seed=1, speed=20, kind=kind) as running:
        before = RadioOnBench(running.address(0))
        number = before.report().node
        before.close()
        then = _set_up(running.address(0))
        with RadioOnBench(running.address(0)) as after:
            report = after.report()

    assert report.node != number
    assert report.settings == then


def test_what_did_not_get_through_shows_when_it_is_read_again(
    radio: RadioAddress,
) -> None:
    def is_region(message: admin_pb2.AdminMessage) -> bool:
        return message.set_config.HasField("lora")

    with (
        losing_line(radio, is_region) as line,
        RadioOnBench(line, IMPATIENT) as bench,
    ):
        then = wanted(bench.report().settings, WISH)
        bench.write(then)
        bench.restart()
        left = changes(bench.report().settings, then)

    assert [each.what for each in left] == ["region"]


def test_a_radio_that_told_only_a_part_is_not_overwritten_with_the_rest(
    radio: RadioAddress,
) -> None:
    with (
        losing_line(
            radio, is_unheard=lambda said: said.config.HasField("bluetooth")
        ) as line,
        RadioOnBench(line) as bench,
        pytest.raises(BearerDown, match="only a part"),
    ):
        bench.report()


def test_another_program_that_takes_the_radio_is_told_of(radio: RadioAddress) -> None:
    with RadioOnBench(radio) as bench:
        then = wanted(bench.report().settings, WISH)
        with RadioOnBench(radio), pytest.raises(RadioInUse, match="another"):
            bench.write(then)


def test_a_radio_without_a_region_is_not_written_to(radio: RadioAddress) -> None:
    with RadioOnBench(radio) as bench:
        now = bench.report().settings
        with pytest.raises(CannotPlan, match="region"):
            bench.write(wanted(now, replace(WISH, region=None)))

        assert bench.report().settings == now


def test_nobody_at_the_address_is_told_in_one_line() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = RadioAddress("tcp", f"127.0.0.1:{silent.getsockname()[1]}")

        with pytest.raises(BearerDown, match="does not answer") as caught:
            RadioOnBench(address)

    assert "\n" not in str(caught.value)


def test_what_hangs_up_at_once_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = RadioAddress("tcp", f"127.0.0.1:{server.getsockname()[1]}")

        def hang_up() -> None:
            server.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(BearerDown, match="hung up"):
            RadioOnBench(address)
        thread.join()


@pytest.mark.parametrize("place", ["/dev/no-such-radio", "/dev/null"])
def test_what_is_no_serial_port_is_told_in_one_line(place: str) -> None:
    with pytest.raises(BearerDown, match="does not answer") as caught:
        RadioOnBench(RadioAddress("serial", place))

    assert "\n" not in str(caught.value)


def test_without_a_radio_on_a_cable_there_is_none_to_find() -> None:
    with pytest.raises(BearerDown, match="plugged in"):
        RadioOnBench(RadioAddress("serial", "auto"), list_ports=list)


def test_regions_are_real_ones_where_one_may_encrypt() -> None:
    assert {"US", "EU_868", "ANZ", "IN"} <= set(REGIONS)
    assert not {"UNSET", "ITU1_2M"} & set(REGIONS)
