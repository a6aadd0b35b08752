"""The hub's Wi-Fi for tests: wires between network namespaces, and a real dnsmasq that
is started as NetworkManager does. Needs root; nothing of the machine's own is touched.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.install.roots import CannotTest

PROJECT = Path(__file__).parents[2]
OURS = PROJECT / "systemd/files/porchlight-dnsmasq.conf"
PHONE_SIDE = Path(__file__).with_name("phone_side.py")
PROGRAMS = ("ip", "unshare", "nsenter", "dnsmasq", "udhcpc")

PATIENCE_S = 60.0
DHCP_PORT = b":0043 "
"""As the kernel lists it."""

HUB = """
mkdir dev
for name in null urandom; do touch dev/$name; mount --bind /dev/$name dev/$name; done
touch dev/log
mount --bind log dev/log
mount --rbind dev /dev
ip link set lo up
ip link add name wlan0 type bridge
ip address add 10.42.0.1/24 dev wlan0
ip link set wlan0 up
echo ready
exec sleep infinity
"""
"""Has a /dev of its own, so that what goes to the system's log comes to the test."""

PHONE = """
ip link set lo up
echo ready
exec sleep infinity
"""

ON_LEASE = """\
#!/bin/sh
[ "$1" = bound ] || exit 0
ip address add "$ip/$mask" dev "$interface"
ip route add default via "$router"
set > {told}
"""


def dnsmasq(folder: Path, conf: Path) -> list[str]:
    """As NetworkManager starts it for a shared connection (nm-dnsmasq-manager.c).

    Its later versions leave out how many leases there may be.
    """
    return [
        "dnsmasq",
        "--conf-file=/dev/null",
        "--no-hosts",
        "--keep-in-foreground",
        "--bind-interfaces",
        "--except-interface=lo",
        "--clear-on-reload",
        "--strict-order",
        "--listen-address=10.42.0.1",
        "--dhcp-range=10.42.0.10,10.42.0.254,60m",
        "--dhcp-lease-max=50",
        f"--dhcp-leasefile={folder}/dnsmasq-wlan0.leases",
        f"--pid-file={folder}/dnsmasq.pid",
        f"--conf-dir={conf}",
    ]


class Namespace:
    """A network of its own, as long as its first process lives."""

    def __init__(self, folder: Path, script: str) -> None:
        """Raises CannotTest."""
        self._holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "sh", "-ec", script],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._holder.stdout is not None
        if self._holder.stdout.readline() != "ready\n":
            raise CannotTest(f"no namespaces here: {self._holder.communicate()[1]}")
        self.pid = str(self._holder.pid)

    @property
    def inside(self) -> tuple[str, ...]:
        """A command that runs another one with this network."""
        return ("nsenter", "--target", self.pid, "--net")

    def run(self, *command: str, given: bytes = b"") -> bytes:
        """What a program says that runs there to its end."""
        done = subprocess.run(
            [*self.inside, *command], input=given, capture_output=True, check=False
        )
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout

    def close(self) -> None:
        """Its wires go with it."""
        self._holder.kill()
        self._holder.communicate()


@dataclass
class Phone:
    """`told`: what it learned when it was given its address."""

    network: Namespace
    mac: str
    told: dict[str, str]

    @property
    def ip(self) -> str:
        return self.told["ip"]

    def send(self, how: str, *where: str, given: bytes) -> bytes:
        """Send these bytes from the phone; what came back."""
        script = (sys.executable, str(PHONE_SIDE), how, *where)
        return self.network.run(*script, given=given)

    def resolve(self, name: str, kind: int = 1) -> bytes:
        """What the name server says that it was told of: the whole answer."""
        return self.send("udp", self.told["dns"], "53", given=dns_query(name, kind))

    def ask(self, host: str, request: bytes) -> bytes:
        """Look the host up and send it a request; the whole answer."""
        address = socket.inet_ntoa(self.resolve(host)[-4:])
        return self.send("tcp", address, "80", given=request)


class Wifi:
    """Phones join, all on one wire."""

    def __init__(self, folder: Path, conf: Path | None) -> None:
        """`conf`: what lies in NetworkManager's folder for dnsmasq."""
        self._folder = folder
        self._phones: list[Phone] = []
        self.syslog = _Syslog(folder / "log")
        self.network = Namespace(folder, HUB)
        self._conf = folder / "dnsmasq-shared.d"
        self._conf.mkdir()
        if conf is not None:
            shutil.copy(conf, self._conf / "porchlight.conf")
        self.start_dnsmasq()

    def start_dnsmasq(self) -> None:
        """As after a restart of the box."""
        with_dev = ("nsenter", "--target", self.network.pid, "--net", "--mount")
        command = dnsmasq(self._folder, self._conf)
        self._dnsmasq = subprocess.Popen([*with_dev, *command])
        until = time.monotonic() + PATIENCE_S
        while DHCP_PORT not in self.network.run("cat", "/proc/net/udp"):
            assert self._dnsmasq.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)

    def end_dnsmasq(self) -> None:
        """As at the end of the connection."""
        self._dnsmasq.terminate()
        self._dnsmasq.wait()

    def new_phone(self) -> Phone:
        """In range, and without an address yet."""
        number = len(self._phones) + 1
        mac = f"02:5e:c7:00:00:{number:02x}"
        network = Namespace(self._folder, PHONE)
        far, near = f"far{number}", f"near{number}"
        link = ("ip", "link", "add", "name", near, "type", "veth", "peer", "name", far)
        self.network.run(*link, "address", mac, "netns", network.pid)
        self.network.run("ip", "link", "set", near, "master", "wlan0", "up")
        network.run("ip", "link", "set", far, "name", "wlan0", "up")
        phone = Phone(network, mac, {})
        self._phones.append(phone)
        return phone

    def join(self) -> Phone:
        """Given its address by DHCP."""
        phone = self.new_phone()
        told = self._folder / f"told-{len(self._phones)}"
        script = told.with_suffix(".sh")
        script.write_text(ON_LEASE.format(told=told))
        script.chmod(0o755)
        asking = ("udhcpc", "-i", "wlan0", "-n", "-q", "-f", "-t", "20", "-T", "1")
        asking = (*asking, "-O", "114", "-x", "hostname:annas-phone", "-s", str(script))
        phone.network.run(*asking)
        for line in told.read_text().splitlines():
            name, _, value = line.partition("=")
            phone.told[name] = value.strip("'")
        return phone

    def kept(self) -> dict[str, bytes]:
        """All that dnsmasq left on the card, and what it said to the system's log."""
        self.end_dnsmasq()
        files = {
            path.name: path.read_bytes()
            for path in self._folder.iterdir()
            if path.name.startswith("dnsmasq") and path.is_file()
        }
        return {**files, "log": self.syslog.said()}

    def close(self) -> None:
        self.end_dnsmasq()
        for phone in self._phones:
            phone.network.close()
        self.network.close()
        self.syslog.close()


class _Syslog:
    """What programs say to the system's log."""

    def __init__(self, path: Path) -> None:
        self._place = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._place.bind(str(path))
        path.chmod(0o666)
        self._path = path
        self._said: list[bytes] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        while said := self._place.recv(65536):
            self._said.append(said)

    def said(self) -> bytes:
        """All of it, as soon as what was sent before has arrived."""
        self.close()
        return b"\n".join(self._said)

    def close(self) -> None:
        """Ends with an empty line, which no program sends."""
        if self._reader.is_alive():
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
                end.sendto(b"", str(self._path))
            self._reader.join()
            self._place.close()


def dns_query(name: str, kind: int) -> bytes:
    """A question for a name (RFC 1035, 4.1)."""
    labels = b"".join(bytes([len(each)]) + each.encode() for each in name.split("."))
    head = bytes.fromhex("0007 0100 0001 0000 0000 0000")
    return head + labels + b"\0" + kind.to_bytes(2) + b"\0\1"


@contextlib.contextmanager
def wifi_on(folder: Path, conf: Path | None = OURS) -> Iterator[Wifi]:
    """The hub's Wi-Fi, until the block ends. Raises CannotTest."""
    missing = [each for each in PROGRAMS if shutil.which(each) is None]
    if missing:
        raise CannotTest(f"not installed here: {', '.join(missing)}")
    folder.mkdir(parents=True)
    wifi = Wifi(folder, conf)
    try:
        yield wifi
    finally:
        wifi.close()
