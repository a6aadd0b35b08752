"""What every bearer promises to the link, over virtual radios and real ones.

PORCHLIGHT_TEST_RADIO names a real one, or two: see `sites.py`.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from radio.bearer import BearerDown
from radio.padding import FIRMWARE_2_8, UNSIGNED
from tests.radio.bearers.sites import Inbox, Site, send_when_ready, site, until


def _frame(size: int) -> bytes:
    """A frame that no test before has sent; the first byte, its version, is not 0."""
    return b"\x01" + secrets.token_bytes(size - 1)


# What a bearer says of itself


def test_it_says_how_much_a_frame_may_hold(radios: Site) -> None:
    assert radios.open(0, Inbox()).max_frame_bytes == 231


def test_it_says_how_long_frames_hold_the_channel(radios: Site) -> None:
    bearer = radios.open(0, Inbox())

    assert 0.0 < bearer.airtime_s(20) < bearer.airtime_s(100) < bearer.airtime_s(231)


def test_it_says_what_the_region_allows_and_the_firmware_adds(radios: Site) -> None:
    bearer = radios.open(0, Inbox())

    assert 0.0 < bearer.duty_cycle <= 1.0
    assert bearer.signing in (UNSIGNED, FIRMWARE_2_8)


def test_it_tells_how_much_the_channel_is_used(radios: Site) -> None:
    inbox = Inbox()
    radios.open(0, inbox)

    channel, transmitting = inbox.used.get(timeout=90.0)

    assert 0.0 <= channel <= 1.0
    assert 0.0 <= transmitting <= 1.0


# Sending and hearing


@pytest.mark.parametrize("size", [1, 165, 166, 231])
def test_a_frame_is_heard_whole(radios: Site, size: int) -> None:
    radios.needs_two()
    there = Inbox()
    radios.open(1, there)
    here = radios.open(0, Inbox())
    frame = _frame(size)

    send_when_ready(here, frame)

    there.wait_for(frame)


def test_every_value_of_a_byte_passes(radios: Site) -> None:
    radios.needs_two()
    there = Inbox()
    radios.open(1, there)
    here = radios.open(0, Inbox())
    frames = [
        bytes(range(start, start + 64)) + _frame(8) for start in (0, 64, 128, 192)
    ]

    for frame in frames:
        send_when_ready(here, frame)

    for frame in frames:
        there.wait_for(frame)


def test_both_sides_are_heard(radios: Site) -> None:
    radios.needs_two()
    inboxes = Inbox(), Inbox()
    bearers = [radios.open(index, inbox) for index, inbox in enumerate(inboxes)]
    frames = _frame(50), _frame(50)

    send_when_ready(bearers[0], frames[0])
    inboxes[1].wait_for(frames[0])
    send_when_ready(bearers[1], frames[1])

    inboxes[0].wait_for(frames[1])


def test_a_frame_that_nobody_is_to_repeat_comes_over_no_hop(radios: Site) -> None:
    radios.needs_two()
    there = Inbox()
    radios.open(1, there)
    here = radios.open(0, Inbox(), hops=None)
    frame = _frame(30)

    until(here.ready)
    here.send(frame, hop_limit=0)

    assert there.wait_for(frame) == 0


def test_own_frames_are_not_heard(radios: Site) -> None:
    radios.needs_two()
    here, there = Inbox(), Inbox()
    radios.open(1, there)
    bearer = radios.open(0, here)
    frame = _frame(40)

    send_when_ready(bearer, frame)
    there.wait_for(frame)

    assert frame not in [heard for heard, _ in list(here.heard.queue)]


def test_frames_sent_when_ready_arrive_in_their_order(radios: Site) -> None:
    radios.needs_two()
    there = Inbox()
    radios.open(1, there)
    here = radios.open(0, Inbox())
    frames = [_frame(200) for _ in range(18)]

    for frame in frames:
        send_when_ready(here, frame)

    for frame in frames:
        there.wait_for(frame)


def test_after_many_frames_it_is_ready_again(radios: Site) -> None:
    bearer = radios.open(0, Inbox())
    for _ in range(5):
        send_when_ready(bearer, _frame(231))

    until(bearer.ready)


def test_a_frame_passes_as_text_where_private_ports_do_not(radios: Site) -> None:
    radios.needs_two()
    there = Inbox()
    radios.open(1, there)
    here = radios.open(0, Inbox(), as_text=True)
    frame = _frame(here.max_frame_bytes)

    send_when_ready(here, frame)

    there.wait_for(frame)


def test_two_frames_as_text_both_pass_the_radios_throttle(radios: Site) -> None:
    radios.needs_two()
    there = Inbox()
    radios.open(1, there)
    here = radios.open(0, Inbox(), as_text=True)
    frames = [_frame(60), _frame(60)]

    for frame in frames:
        send_when_ready(here, frame)

    for frame in frames:
        there.wait_for(frame)


@pytest.mark.parametrize("name", ["tcp-2.5", "serial-2.6"])
def test_older_firmware_serves_as_well(name: str, tmp_path: Path) -> None:
    with site(name, tmp_path) as radios:
        there = Inbox()
        radios.open(1, there)
        here = radios.open(0, Inbox())
        frame = _frame(231)

        send_when_ready(here, frame)

        there.wait_for(frame)


# Closing, and opening again


def test_closing_twice_is_no_harm(radios: Site) -> None:
    bearer = radios.open(0, Inbox())

    bearer.close()
    bearer.close()


def test_a_closed_bearer_tells_nothing_more(radios: Site) -> None:
    radios.needs_two()
    closed, there = Inbox(), Inbox()
    radios.open(1, closed).close()
    until(lambda: _opens(radios, 1, there))
    here = radios.open(0, Inbox())
    frame = _frame(30)

    send_when_ready(here, frame)
    there.wait_for(frame)

    assert closed.heard.empty()


def test_after_closing_a_radio_can_be_opened_again(radios: Site) -> None:
    for _ in range(3):
        inbox = Inbox()
        until(lambda inbox=inbox: _opens(radios, 0, inbox))
        radios.close_all()


def test_what_came_while_nobody_was_there_waits(radios: Site) -> None:
    radios.needs_two()
    radios.open(1, Inbox())
    radios.close_all()
    here = radios.open(0, Inbox())
    frame = _frame(60)

    send_when_ready(here, frame)
    send_when_ready(here, _frame(231))  # until then, the first is out
    until(here.ready)
    back = Inbox()
    radios.open(1, back)

    back.wait_for(frame)


def _opens(radios: Site, index: int, inbox: Inbox) -> bool:
    """Whether the radio opens; one that was just let go of may need a moment."""
    try:
        radios.open(index, inbox)
    except BearerDown:
        return False
    return True
