"""The table of probes: the exact bytes, for the exact question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.web.portal.probes import ANYWHERE, AT, DOORS, Works, answer_for

BYTES = {
    ("connectivitycheck.gstatic.com", "/generate_204"): (204, b""),
    ("www.google.com", "/gen_204"): (204, b""),
    ("play.googleapis.com", "/generate_204"): (204, b""),
    ("connect.rom.miui.com", "/generate_204"): (204, b""),
    ("connectivitycheck.platform.hicloud.com", "/generate_204"): (204, b""),
    ("cp.cloudflare.com", "/"): (204, b""),
    ("captive.apple.com", "/hotspot-detect.html"): (
        200,
        b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>\n",
    ),
    ("www.msftconnecttest.com", "/connecttest.txt"): (200, b"Microsoft Connect Test"),
    ("www.msftncsi.com", "/ncsi.txt"): (200, b"Microsoft NCSI"),
    ("detectportal.firefox.com", "/success.txt"): (200, b"success\n"),
    ("network-test.debian.org", "/nm"): (200, b"NetworkManager is online\n"),
}
LENGTHS = {
    ("captive.apple.com", "/hotspot-detect.html"): 69,
    ("www.apple.com", "/library/test/success.html"): 69,
    ("www.msftconnecttest.com", "/connecttest.txt"): 22,
    ("www.msftncsi.com", "/ncsi.txt"): 14,
    ("detectportal.firefox.com", "/canonical.html"): 90,
    ("detectportal.firefox.com", "/success.txt"): 8,
}
"""As measured at the real hosts."""

KNOWN = sorted({*AT, *DOORS, *((host, path) for host, _ in AT for path in ANYWHERE)})
known = st.sampled_from(KNOWN)
letters = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)


def _answer(host: str, path: str) -> Works:
    answer = answer_for(host, path)
    assert answer is not None
    return answer


def test_each_phone_is_told_what_it_believes_to_the_byte() -> None:
    for probe, expected in BYTES.items():
        answer = _answer(*probe)
        assert (answer.status, answer.body) == expected

    for probe, length in LENGTHS.items():
        assert len(_answer(*probe).body) == length


def test_android_alone_must_be_shown_the_portal_each_time() -> None:
    once = {answer.status for answer in (*AT.values(), *ANYWHERE.values())}

    assert once == {200, 204}
    for answer in (*AT.values(), *ANYWHERE.values()):
        assert answer.once == (answer.status == 204)


@given(known, letters)
def test_a_path_counts_as_a_whole(probe: tuple[str, str], more: str) -> None:
    host, path = probe

    for longer in (path + more, more + path, path[:-1]):
        assert answer_for(host, longer) == AT.get((host, longer), ANYWHERE.get(longer))
        if longer not in ANYWHERE and (host, longer) not in AT:
            assert answer_for(host, longer) is None


@given(known, letters)
def test_a_host_counts_as_a_whole(probe: tuple[str, str], more: str) -> None:
    host, path = probe

    for other in (f"{host}.{more}", f"{more}.{host}", host[1:], host + more):
        if (other, path) not in AT:
            assert answer_for(other, path) == ANYWHERE.get(path)


def test_what_opens_in_a_browser_is_no_probe() -> None:
    for host, path in DOORS:
        assert answer_for(host, path) is None
