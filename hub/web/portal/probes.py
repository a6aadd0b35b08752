"""What phones ask for to learn whether there is internet, and the exact bytes that say
so. A table and nothing else: who is told what is decided elsewhere.

A byte more or less, and the phone takes it for a portal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Works:
    """The answer that says "the internet works".

    `once`: the phone believes it only right after somebody went through the portal's
    page, and has to be shown that page each time it joins. Android asks over https as
    well, which nobody here can answer, until its sign-in window was closed.
    """

    status: int = 200
    body: bytes = b""
    mimetype: str = "text/plain"
    headers: tuple[tuple[str, str], ...] = ()
    once: bool = False


NOTHING = Works(204, once=True)
"""Android, and all that is made after it."""

APPLE = Works(
    body=b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>\n",
    mimetype="text/html",
)
WINDOWS = Works(body=b"Microsoft Connect Test")
WINDOWS_8 = Works(body=b"Microsoft NCSI")
FIREFOX = Works(
    body=b'<meta http-equiv="refresh" '
    b'content="0;url=https://support.mozilla.org/kb/captive-portal"/>',
    mimetype="text/html",
)
FIREFOX_TEXT = Works(body=b"success\n")
NETWORK_MANAGER = Works(
    body=b"NetworkManager is online\n", headers=(("X-NetworkManager-Status", "online"),)
)
KINDLE = Works(body=b"81ce4465-7167-4dcb-835b-dcc9e44c112a", mimetype="text/html")

ANYWHERE: Mapping[str, Works] = MappingProxyType(
    {"/generate_204": NOTHING, "/gen_204": NOTHING}
)
"""Makers of phones ask hosts of their own, more than any list knows. No page of
elsewhere is lost by it: under foreign names there is the way to the hub and no more."""

_APPLE_HOSTS = (
    "captive.apple.com",
    "www.apple.com",
    "www.appleiphonecell.com",
    "www.airport.us",
    "www.ibook.info",
    "www.itools.info",
    "www.thinkdifferent.us",
)
_APPLE_PATHS = ("/hotspot-detect.html", "/library/test/success.html", "/success.html")

AT: Mapping[tuple[str, str], Works] = MappingProxyType(
    {
        **{(host, path): APPLE for host in _APPLE_HOSTS for path in _APPLE_PATHS},
        ("www.msftconnecttest.com", "/connecttest.txt"): WINDOWS,
        ("www.msftncsi.com", "/ncsi.txt"): WINDOWS_8,
        ("edge-http.microsoft.com", "/captiveportal/generate_204"): NOTHING,
        ("detectportal.firefox.com", "/canonical.html"): FIREFOX,
        ("detectportal.firefox.com", "/success.txt"): FIREFOX_TEXT,
        ("nmcheck.gnome.org", "/check_network_status.txt"): NETWORK_MANAGER,
        ("network-test.debian.org", "/nm"): NETWORK_MANAGER,
        ("connectivity-check.ubuntu.com", "/"): NETWORK_MANAGER,
        ("ping.archlinux.org", "/nm-check.txt"): NETWORK_MANAGER,
        ("cp.cloudflare.com", "/"): NOTHING,
        ("spectrum.s3.amazonaws.com", "/kindle-wifi/wifistub.html"): KINDLE,
        ("spectrum.s3.amazonaws.com", "/kindle-wifi/wifistub-eink.html"): KINDLE,
    }
)

DOORS = frozenset(
    {
        ("www.msftconnecttest.com", "/redirect"),
        ("spectrum.s3.amazonaws.com", "/kindle-wifi/wifiredirect.html"),
    }
)
"""What Windows and Kindle open in a browser when they found a portal."""


def answer_for(host: str, path: str) -> Works | None:
    """What says "the internet works" to whoever asks for that; None: it is no probe.

    `host`: in small letters, without a port or a last dot; `path`: without the query.
    Both count as a whole.
    """
    return AT.get((host, path)) or ANYWHERE.get(path)
