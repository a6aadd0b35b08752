"""A hub in a network of its own, where every packet that leaves would be seen.

Needs root: the network is made for this test alone, in a namespace of its processes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from installer import places

from kiosk.session import BROWSERS

PROJECT = Path(__file__).parents[2]

NETWORK = """
ip link set lo up
ip link add out type veth peer name world
ip link set out addrgenmode none
ip link set world addrgenmode none
ip address add 203.0.113.2/24 dev out
ip address add 2001:db8::2/64 dev out nodad
ip link set world address 02:00:5e:00:00:01
ip link set out up
ip link set world up
ip route add default via 203.0.113.1
ip -6 route add default via 2001:db8::1
ip neighbour add 203.0.113.1 lladdr 02:00:5e:00:00:01 dev out
ip -6 neighbour add 2001:db8::1 lladdr 02:00:5e:00:00:01 dev out
mount --bind {resolver} /etc/resolv.conf
if [ -d /etc/chromium ]; then
  mount -t tmpfs none /etc/chromium
  mkdir -p {policies}
  cp systemd/files/porchlight-chromium.json {policies}
fi
exec "$@"
"""
"""A wire into nothing: a way to everywhere, and a name server out there."""

pytestmark = pytest.mark.system


def _run_there(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    resolver = folder / "resolv.conf"
    resolver.write_text("nameserver 198.51.100.53\noptions timeout:1 attempts:1\n")
    made = NETWORK.format(resolver=resolver, policies=places.POLICIES.parent)
    return subprocess.run(
        ["unshare", "--net", "--mount", "sh", "-ec", made, "sh", *command],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(autouse=True)
def _own_network(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may make a network")
    missing = [each for each in ("unshare", "ip", "mount") if not shutil.which(each)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    made = _run_there(tmp_path, "true")
    if made.returncode:
        pytest.skip(f"no network can be made here: {made.stderr.strip()}")


def _seen(folder: Path, *what: str) -> list[str]:
    watched = _run_there(
        folder,
        sys.executable,
        "-m",
        "tests.system.outward",
        str(folder / "data"),
        *what,
    )
    assert watched.returncode == 0, watched.stdout + watched.stderr
    return watched.stdout.splitlines()


def test_a_hub_opens_no_connection_outward(tmp_path: Path) -> None:
    assert _seen(tmp_path, "use") == []


@pytest.mark.browser
def test_nor_does_the_screens_browser(tmp_path: Path) -> None:
    if not any(map(shutil.which, BROWSERS)):
        pytest.skip(f"not installed: {BROWSERS[0]}")

    assert _seen(tmp_path, "show") == []


@pytest.mark.parametrize("what", ["connect", "connect nearby", "look up"])
def test_what_would_leave_is_seen(tmp_path: Path, what: str) -> None:
    assert _seen(tmp_path, what) != []
