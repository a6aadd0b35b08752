"""The captive portal over a real Wi-Fi's wires: dnsmasq with our file, the hub on port
80, and phones that look for the internet, each in a network of its own.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.install.probes import PROBES, Probe
from tests.install.roots import CannotTest
from tests.install.wifi import OURS, Phone, Wifi, wifi_on
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.box

HUB = "10.42.0.1"
PAGE = f"http://{HUB}/portal"
FORM = (
    f"POST /portal HTTP/1.1\r\nHost: {HUB}\r\nOrigin: http://{HUB}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n"
).encode()
A, AAAA, HTTPS = 1, 28, 65
"""Kinds of records of names (RFC 1035, 3596, 9460)."""

REQUEST, ACK, NAK = 3, 5, 6
"""Kinds of DHCP messages (RFC 2132, 9.6)."""


@contextmanager
def _wifi_or_skip(folder: Path, conf: Path | None = OURS) -> Iterator[Wifi]:
    if os.geteuid() != 0:
        pytest.skip("only root can make network namespaces")
    with ExitStack() as stack:
        try:
            made = stack.enter_context(wifi_on(folder, conf))
        except CannotTest as why:
            pytest.skip(str(why))
        yield made


@pytest.fixture
def wifi(tmp_path: Path) -> Iterator[Wifi]:
    with _wifi_or_skip(tmp_path / "wifi") as made:
        yield made


@pytest.fixture
def hub(wifi: Wifi, tmp_path: Path) -> Iterator[HubProcess]:
    under = (*wifi.network.inside, "env", "PORCHLIGHT_LIMITS=on")
    where = ("--listen", "0.0.0.0:80", "--address", f"http://{HUB}")
    with HubProcess(tmp_path / "data", *where, under=under) as running:
        yield running


def _parted(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(status.split()[1]), headers, body


def _ask(phone: Phone, probe: Probe) -> tuple[int, dict[str, str], bytes]:
    return _parted(phone.ask(probe.host, probe.request))


def _is_led_to_the_portal(phone: Phone, probe: Probe) -> bool:
    status, headers, body = _ask(phone, probe)
    return (
        (status, headers["location"]) == (302, PAGE)
        and headers["cache-control"] == "no-store"
        and "set-cookie" not in headers
        and len(body) > 4
    )


def _is_let_be(phone: Phone, probe: Probe) -> bool:
    """To the byte, and with nothing that would stay with the phone."""
    status, headers, body = _ask(phone, probe)
    return (
        (status, body) == probe.works
        and headers["cache-control"] == "no-store"
        and int(headers.get("content-length", 0)) == len(body)
        and not headers.keys() & {"set-cookie", "content-encoding", "location"}
    )


def _touch(phone: Phone) -> None:
    """What the page's button sends."""
    status, headers, _ = _parted(phone.send("tcp", HUB, "80", given=FORM))
    assert (status, headers["location"]) == (303, "/")


def test_every_kind_of_phone_is_led_to_the_portal_and_let_be_after_the_touch(
    wifi: Wifi, hub: HubProcess
) -> None:
    phone = wifi.join()
    before = {name: _is_led_to_the_portal(phone, each) for name, each in PROBES.items()}

    look = f"GET /portal HTTP/1.1\r\nHost: {HUB}\r\nConnection: close\r\n\r\n"
    _, _, page = _parted(phone.send("tcp", HUB, "80", given=look.encode()))
    assert b'action="/portal" method="post"' in page
    assert b"http://10.42.0.1<" in page
    _touch(phone)
    after = {name: _is_let_be(phone, each) for name, each in PROBES.items()}

    assert before == dict.fromkeys(PROBES, True)
    assert after == dict.fromkeys(PROBES, True)


def test_one_phone_s_touch_releases_no_other_and_a_restart_forgets(
    wifi: Wifi, hub: HubProcess
) -> None:
    one, other = wifi.join(), wifi.join()
    _touch(one)

    assert one.ip != other.ip
    for name in ("android", "ios"):
        assert _is_let_be(one, PROBES[name])
        assert _is_led_to_the_portal(other, PROBES[name])

    hub.end()
    hub.start()
    for name in ("android", "ios"):
        assert _is_led_to_the_portal(one, PROBES[name])


def test_every_name_leads_to_the_hub_for_seconds_and_over_ipv4_alone(
    wifi: Wifi,
) -> None:
    phone = wifi.join()

    for probe in PROBES.values():
        assert phone.resolve(probe.host)[-16:] == _address(HUB, ttl_s=5)
        for kind in (AAAA, HTTPS):
            answer = phone.resolve(probe.host, kind)
            assert (answer[3] & 15, answer[6:8]) == (0, b"\0\0")  # none, and no error


def test_windows_finds_its_name_and_no_phone_is_told_of_an_api(wifi: Wifi) -> None:
    phone = wifi.join()

    assert phone.resolve("dns.msftncsi.com")[-16:] == _address("131.107.255.255", 5)
    assert (phone.told["router"], phone.told["dns"]) == (HUB, HUB)
    assert not {"opt114", "opt252"} & phone.told.keys()


def test_a_phone_is_answered_at_once_that_comes_from_elsewhere(wifi: Wifi) -> None:
    phone = wifi.new_phone()

    assert _dhcp_kind(phone, "192.168.1.77") == NAK
    wifi.end_dnsmasq()
    wifi.start_dnsmasq()  # and knows nobody any more
    assert _dhcp_kind(phone, "10.42.0.77") == ACK


def test_more_than_fifty_phones_are_given_an_address(wifi: Wifi) -> None:
    phone = wifi.new_phone()
    kinds = [
        _dhcp_kind(phone, f"10.42.0.{100 + number}", f"02:5e:c8:00:00:{number:02x}")
        for number in range(60)
    ]

    assert kinds == [ACK] * 60


def test_nothing_of_a_phone_stays_on_the_card_or_in_a_log(
    wifi: Wifi, hub: HubProcess, tmp_path: Path
) -> None:
    """Joined, refused, released, looked: then every byte is looked at."""
    phone = wifi.join()
    _dhcp_kind(wifi.new_phone(), "192.168.1.77", phone.mac)
    _touch(phone)
    for probe in PROBES.values():
        _ask(phone, probe)
    broken = b"GET /\xff HTTP/1.1\r\nHost: \xff\r\nConnection: close\r\n\r\n"
    phone.send("tcp", HUB, "80", given=broken)
    hub.end()

    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    kept = {str(path): path.read_bytes() for path in files}
    kept["the hub's log"] = "\n".join(hub.lines).encode()
    assert files
    assert kept["the hub's log"]
    for place, content in {**wifi.kept(), **kept}.items():
        for trace in _traces(phone):
            assert trace not in content, (place, trace)


def test_without_our_file_traces_would_be_found(tmp_path: Path) -> None:
    with _wifi_or_skip(tmp_path / "wifi", conf=None) as wifi:
        phone = wifi.join()
        kept = wifi.kept()

    assert phone.mac.encode() in kept["log"]
    assert phone.mac.encode() in kept["dnsmasq-wlan0.leases"]


def _dhcp_kind(phone: Phone, wanted: str, mac: str = "") -> int:
    """The answer to a phone that wants back the address it had (RFC 2131, 4.3.2)."""
    hardware = bytes.fromhex((mac or phone.mac).replace(":", ""))
    asked = bytes([1, 1, 6, 0, *b"once", 0, 0, 0x80, 0]) + bytes(16)
    asked += hardware + bytes(10 + 192) + bytes([0x63, 0x82, 0x53, 0x63])
    asked += bytes([53, 1, REQUEST, 50, 4]) + socket.inet_aton(wanted) + b"\xff"
    answer = phone.send("dhcp", "wlan0", given=asked.ljust(300, b"\0"))
    assert answer[240:242] == bytes([53, 1])
    return answer[242]


def _address(ip: str, ttl_s: int) -> bytes:
    """An answer's record: the name asked for, its kind, and how long it holds."""
    held = b"\xc0\x0c" + A.to_bytes(2) + (1).to_bytes(2) + ttl_s.to_bytes(4)
    return held + (4).to_bytes(2) + socket.inet_aton(ip)


def _traces(phone: Phone) -> Iterator[bytes]:
    """All ways in which an address could be written down."""
    plain = phone.mac.replace(":", "")
    yield from (phone.mac.encode(), phone.mac.upper().encode(), plain.encode())
    yield from (bytes.fromhex(plain), phone.ip.encode(), b"annas-phone")
