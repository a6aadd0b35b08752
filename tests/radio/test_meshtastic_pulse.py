"""When a radio that says nothing counts as gone, and when not."""

from __future__ import annotations

from radio.meshtastic_pulse import Patience, Pulse, Words

PATIENCE = Patience()
LATE_S = PATIENCE.answer_s + 1


def _asked() -> tuple[Pulse, Words]:
    """Of a radio that answers, once."""
    words = Words(anything_at=0.0)
    pulse = Pulse(words, PATIENCE)
    pulse.heartbeat(0.0)
    pulse.probe(0.0)
    words.anything_at = words.heartbeat_at = words.packet_at = words.probe_at = 0.1
    return pulse, words


def test_a_new_radio_is_asked_at_once() -> None:
    pulse = Pulse(Words(anything_at=0.0), PATIENCE)

    assert pulse.wants_heartbeat(0.0)
    assert pulse.wants_probe(0.0)


def test_a_radio_that_talks_is_not_asked() -> None:
    pulse, words = _asked()
    words.anything_at = words.packet_at = 500.0

    assert not pulse.wants_heartbeat(500.0 + PATIENCE.quiet_s - 1)
    assert pulse.wants_heartbeat(500.0 + PATIENCE.quiet_s)


def test_a_radio_is_asked_for_a_packet_now_and_then() -> None:
    pulse, _ = _asked()

    assert not pulse.wants_probe(PATIENCE.probe_s - 1)
    assert pulse.wants_probe(PATIENCE.probe_s)


def test_a_radio_that_answered_and_no_longer_does_is_silent() -> None:
    pulse, _ = _asked()

    pulse.heartbeat(100.0)
    pulse.heartbeat(110.0)  # asking again does not put it off

    assert not pulse.is_silent(100.0 + PATIENCE.answer_s - 1)
    assert pulse.is_silent(100.0 + LATE_S)


def test_one_lost_answer_is_not_held_against_a_radio_for_ever() -> None:
    pulse, words = _asked()
    pulse.heartbeat(100.0)
    words.anything_at = 101.0

    pulse.heartbeat(500.0)

    assert not pulse.owes_queue(500.5)
    assert pulse.owes_queue(500.0 + LATE_S) is False  # it was not asked on and on
    for second in range(501, 522):
        pulse.heartbeat(float(second))
    assert pulse.owes_queue(500.0 + LATE_S)


def test_any_word_is_an_answer() -> None:
    pulse, words = _asked()

    pulse.heartbeat(100.0)
    words.anything_at = 101.0

    assert not pulse.is_silent(100.0 + LATE_S)


def test_a_radio_that_never_answered_is_not_silent() -> None:
    pulse = Pulse(Words(anything_at=0.0), PATIENCE)

    for second in range(100, 122):
        pulse.heartbeat(float(second))
    pulse.probe(100.0)

    assert not pulse.is_silent(100.0 + LATE_S)
    assert not pulse.is_deaf(100.0 + LATE_S)
    assert pulse.owes_queue(100.0 + LATE_S)


def test_a_radio_that_answers_heartbeats_and_hands_over_nothing_is_deaf() -> None:
    pulse, words = _asked()

    pulse.heartbeat(200.0)
    pulse.probe(200.0)
    words.anything_at = words.heartbeat_at = 201.0

    assert pulse.is_deaf(200.0 + LATE_S)
    assert not pulse.is_silent(200.0 + LATE_S)
