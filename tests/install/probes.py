"""What phones send to learn whether there is internet, and what they take for "yes"."""

from __future__ import annotations

from dataclasses import dataclass

HOTSPOT = "/hotspot-detect.html"
APPLE = b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>\n"
FIREFOX = (
    b'<meta http-equiv="refresh" '
    b'content="0;url=https://support.mozilla.org/kb/captive-portal"/>'
)
ONLINE = b"NetworkManager is online\n"
KINDLE = b"81ce4465-7167-4dcb-835b-dcc9e44c112a"

DALVIK = "Dalvik/2.1.0 (Linux; U; Android 9; phone)"
AOSP = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/60.0.3112.32 Safari/537.36"
)
WISPR = "CaptiveNetworkSupport-443.40.3 wispr"
NCSI = "Microsoft NCSI"
GECKO = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@dataclass(frozen=True)
class Probe:
    """One question; `works`: the status and the body that mean that all is well."""

    host: str
    target: str
    works: tuple[int, bytes]
    agent: str = ""
    version: str = "1.1"

    @property
    def request(self) -> bytes:
        agent = f"User-Agent: {self.agent}\r\n" if self.agent else ""
        return (
            f"GET {self.target} HTTP/{self.version}\r\nHost: {self.host}\r\n{agent}"
            "Accept-Encoding: gzip, deflate\r\nConnection: close\r\n\r\n"
        ).encode()


NOTHING = (204, b"")
PROBES = {
    "android": Probe("connectivitycheck.gstatic.com", "/generate_204", NOTHING, AOSP),
    "android-fallback": Probe("www.google.com", "/gen_204", NOTHING, AOSP),
    "android-play": Probe("play.googleapis.com", "/generate_204", NOTHING, AOSP),
    "android-old": Probe("clients3.google.com", "/generate_204", NOTHING, DALVIK),
    "xiaomi": Probe("connect.rom.miui.com", "/generate_204", NOTHING, DALVIK),
    "huawei": Probe(
        "connectivitycheck.platform.hicloud.com", "/generate_204", NOTHING, DALVIK
    ),
    "cloudflare": Probe("cp.cloudflare.com", "/", NOTHING),
    "ios": Probe("captive.apple.com", HOTSPOT, (200, APPLE), WISPR, "1.0"),
    "macos": Probe("captive.apple.com", HOTSPOT, (200, APPLE), WISPR),
    "ios-old": Probe(
        "www.apple.com", "/library/test/success.html", (200, APPLE), WISPR
    ),
    "windows": Probe(
        "www.msftconnecttest.com",
        "/connecttest.txt",
        (200, b"Microsoft Connect Test"),
        NCSI,
    ),
    "windows-8": Probe("www.msftncsi.com", "/ncsi.txt", (200, b"Microsoft NCSI"), NCSI),
    "firefox": Probe(
        "detectportal.firefox.com", "/canonical.html", (200, FIREFOX), GECKO
    ),
    "firefox-text": Probe(
        "detectportal.firefox.com", "/success.txt?ipv4", (200, b"success\n"), GECKO
    ),
    "gnome": Probe("nmcheck.gnome.org", "/check_network_status.txt", (200, ONLINE)),
    "debian": Probe("network-test.debian.org", "/nm", (200, ONLINE)),
    "ubuntu": Probe("connectivity-check.ubuntu.com", "/", (200, ONLINE)),
    "arch": Probe("ping.archlinux.org", "/nm-check.txt", (200, ONLINE)),
    "kindle": Probe(
        "spectrum.s3.amazonaws.com", "/kindle-wifi/wifistub.html", (200, KINDLE)
    ),
}
