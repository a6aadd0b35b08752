"""What versions of the firmware do with a host's packets, and refuse."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.padding import FIRMWARE_2_8
from radio.simulator.air import chain
from radio.simulator.firmware import Firmware
from radio.simulator.packet import RoutingError
from radio.simulator.setup import RadioKind
from tests.radio.simulator.park import (
    NOW,
    PRIVATE,
    TEXT,
    Park,
    naks,
    notes,
    packets,
    payloads,
    statuses,
)

NODEINFO = portnums_pb2.PortNum.NODEINFO_APP
OLD, USUAL, NEW = (RadioKind(firmware=version) for version in ("2.6.11", "2.7", "2.8"))


def _send(park: Park, size: int, **header: object) -> None:
    park.send(0, b"x" * size, channel=1, hop_limit=0, **header)
    park.clock.run_for(30.0)


# Versions


@pytest.mark.parametrize("version", ["2.5.0", "2.6.11", "2.7.26", "2.8.0", "2.8.1"])
def test_a_radio_says_its_version(version):
    messages = Park(kind=RadioKind(firmware=version)).ask(0, want_config_id=1)

    (said,) = [m.metadata for m in messages if m.HasField("metadata")]
    assert said.firmware_version == f"{version}.0000000"
    assert said.hasPKC


@pytest.mark.parametrize("text", ["", "2", "2.4.9", "2.9", "3.0", "2.8.x", "two"])
def test_a_version_that_we_do_not_know_is_refused(text):
    with pytest.raises(ValueError, match="firmware"):
        Firmware.parse(text)


@pytest.mark.parametrize(
    "wrong", [{"host_queue": 7}, {"region": "MOON"}, {"role": "BOSS"}]
)
def test_a_kind_of_radio_that_there_is_not_is_refused(wrong):
    with pytest.raises(ValueError, match=r"7|MOON|BOSS"):
        RadioKind(**wrong)


# Signatures and sizes


@pytest.mark.parametrize(
    ("kind", "payload", "on_air"),
    [
        (USUAL, 165, 189),
        (NEW, 100, 189),
        (NEW, 165, 255),
        (NEW, 166, 190),
        (NEW, 231, 255),
    ],
)
def test_firmware_2_8_signs_broadcasts_that_leave_room(kind, payload, on_air):
    park = Park(kind=kind)

    _send(park, payload)

    assert park.sent[0].on_air_bytes == on_air
    assert payloads(park.take(1), PRIVATE) == [b"x" * payload]


@pytest.mark.parametrize("payload", [1, 100, 127, 128, 165, 166, 231])
def test_a_signature_costs_what_the_engine_reckons(payload):
    signed, plain = Park(kind=NEW), Park(kind=USUAL)

    _send(signed, payload)
    _send(plain, payload)

    added = FIRMWARE_2_8.on_air(payload) - payload
    assert signed.sent[0].on_air_bytes - plain.sent[0].on_air_bytes == added


def test_a_direct_message_is_not_signed():
    park = Park(kind=NEW)

    _send(park, 100, to=park.numbers[1])

    assert park.sent[0].on_air_bytes == 100 + 23 + 12


@pytest.mark.parametrize("kind", [OLD, USUAL, NEW])
@pytest.mark.parametrize(("port", "most"), [(PRIVATE, 219), (TEXT, 220)])
def test_a_direct_message_carries_twelve_bytes_less(kind, port, most):
    park = Park(kind=kind)
    there = park.numbers[1]

    park.send(0, b"x" * most, port, id=1, to=there)
    park.clock.run_for(30.0)
    refused = park.send(0, b"x" * (most + 1), port, id=2, to=there)

    assert park.sent[0].on_air_bytes == 255
    assert payloads(park.take(1), port) == [b"x" * most]
    assert naks(refused) == [(2, RoutingError.TOO_LARGE)]
    assert [status[0] for status in statuses(refused)] == [7]


# The number of a node


def test_from_2_8_on_the_first_reboot_brings_another_number():
    park = Park(kind=NEW)
    before = park.numbers[0]
    key = bytes(park.set.configurations[0].owner.public_key)

    told = park.boot(0)
    after = told[0].my_info.my_node_num
    again = park.boot(0)[0].my_info.my_node_num

    assert after == zlib.crc32(key) != before
    assert again == after
    assert told[1].node_info.user.id == f"!{after:08x}"


def test_before_2_8_the_number_stays():
    park = Park(kind=USUAL)
    before = park.numbers[0]

    assert park.boot(0)[0].my_info.my_node_num == before


def test_another_firmware_brings_another_number_and_back():
    park = Park(kind=USUAL)
    before = park.numbers[0]
    park.set.switch_off(0)
    park.set.switch(0).flash(Firmware.parse("2.8.0"))

    newer = park.boot(0)
    park.set.switch(0).flash(Firmware.parse("2.7.26"))
    older = park.boot(0)

    assert newer[0].my_info.my_node_num != before
    assert newer[2].metadata.firmware_version.startswith("2.8.0.")
    assert older[0].my_info.my_node_num == before


# Throttled ports


@pytest.mark.parametrize("kind", [USUAL, NEW])
def test_a_second_text_within_two_seconds_is_dropped_as_if_all_were_well(kind):
    park = Park(kind=kind)
    park.send(0, b"first", TEXT, id=1, hop_limit=0)
    park.clock.run_for(1.9)

    told = park.send(0, b"second", TEXT, id=2, hop_limit=0)
    park.clock.run_for(30.0)

    assert [status[0] for status in statuses(told)] == [0]
    assert naks(told) == []
    assert payloads(park.take(1), TEXT) == [b"first"]


def test_a_host_that_says_who_it_is_hears_of_the_dropped_text():
    park = Park()
    own = {"from": park.numbers[0]}
    park.send(0, b"first", TEXT, id=1, **own)

    told = park.send(0, b"second", TEXT, id=2, **own)

    assert naks(told) == [(2, RoutingError.RATE_LIMIT_EXCEEDED)]
    assert [status[0] for status in statuses(told)] == [0]


def test_otherwise_that_word_goes_to_node_0_over_the_air():
    park = Park()
    park.send(0, b"first", TEXT, id=1, hop_limit=0)
    park.send(0, b"second", TEXT, id=2, hop_limit=0)

    park.clock.run_for(30.0)

    assert sorted(sent.packet.to for sent in park.sent) == [0, 0xFFFF_FFFF]


def test_after_two_seconds_the_next_text_goes_out():
    park = Park()
    for packet_id in (1, 2, 3):
        park.send(0, b"%d" % packet_id, TEXT, id=packet_id, hop_limit=0)
        park.clock.run_for(2.0)
    park.clock.run_for(30.0)

    assert payloads(park.take(1), TEXT) == [b"1", b"2", b"3"]


def test_private_ports_are_not_throttled():
    park = Park()
    for packet_id in (1, 2, 3):
        park.send(0, b"%d" % packet_id, id=packet_id, hop_limit=0)
    park.clock.run_for(30.0)

    assert payloads(park.take(1), PRIVATE) == [b"1", b"2", b"3"]


def test_old_firmware_takes_texts_as_they_come():
    park = Park(kind=OLD)
    for packet_id in (1, 2):
        park.send(0, b"%d" % packet_id, TEXT, id=packet_id, hop_limit=0)
    park.clock.run_for(30.0)

    assert payloads(park.take(1), TEXT) == [b"1", b"2"]


# The duty cycle


def _until_refused(park: Park) -> list[mesh_pb2.FromRadio]:
    for packet_id in range(1, 400):
        told = park.send(0, b"x" * 231, id=packet_id, hop_limit=0)
        if naks(told):
            return told
        park.clock.run_for(3.0)
    raise AssertionError("never refused")


def _airtime(park: Park, transmitter: int) -> float:
    return sum(s.airtime_s for s in park.sent if s.transmitter == transmitter)


def test_where_the_region_says_so_a_tenth_of_an_hour_may_be_sent():
    park = Park(kind=RadioKind(region="EU_868"))

    told = _until_refused(park)

    ((packet_id, error),) = naks(told)
    (note,) = notes(told)
    assert error == RoutingError.DUTY_CYCLE_LIMIT
    assert [status[0] for status in statuses(told)] == [9]
    park.clock.run_for(10.0)  # what is queued still goes out
    assert 360.0 < _airtime(park, 0) < 367.0
    assert note.reply_id == packet_id
    assert "mins" in note.message


def test_the_note_says_truly_how_many_minutes():
    park = Park(kind=RadioKind(region="EU_868"))
    (note,) = notes(_until_refused(park))
    minutes = next(int(word) for word in note.message.split() if word.isdigit())
    park.take(0)

    park.clock.run_for(60.0 * (minutes - 1))
    too_early = park.send(0, id=9_000, hop_limit=0)
    park.clock.run_for(60.0)
    in_time = park.send(0, id=9_001, hop_limit=0)

    assert naks(too_early) == [(9_000, RoutingError.DUTY_CYCLE_LIMIT)]
    assert naks(in_time) == []


def test_repeating_for_others_counts_and_ends_as_well():
    eu = RadioKind(region="EU_868")
    park = Park(3, hears=chain(3), kinds={1: eu})

    for packet_id in range(1, 300):
        park.send(0, b"x" * 231, id=packet_id, hop_limit=1)
        park.clock.run_for(10.0)

    park.take(1)
    told = park.send(1, id=1)
    assert 360.0 < _airtime(park, 1) < 363.0
    assert naks(told) == [(1, RoutingError.DUTY_CYCLE_LIMIT)]


def test_a_reboot_forgets_what_was_sent():
    park = Park(kind=RadioKind(region="EU_868"))
    _until_refused(park)

    park.boot(0)

    assert naks(park.send(0, id=1)) == []


def test_no_duty_cycle_holds_in_the_usual_region():
    park = Park()
    for packet_id in range(1, 300):
        assert naks(park.send(0, b"x" * 231, id=packet_id, hop_limit=0)) == []
        park.clock.run_for(3.0)

    assert _airtime(park, 0) > 500.0


# Direct messages and keys


@pytest.mark.parametrize("kind", [OLD, USUAL, NEW])
def test_a_direct_message_comes_with_its_senders_key(kind):
    park = Park(kind=kind)

    park.send(0, b"for you", TEXT, to=park.numbers[1], channel=1)
    park.clock.run_for(30.0)

    (packet,) = packets(park.take(1))
    assert packet.pki_encrypted
    assert packet.public_key == park.set.configurations[0].owner.public_key
    assert (packet.channel, packet.decoded.payload) == (0, b"for you")


def test_a_third_radio_relays_a_direct_message_unread():
    park = Park(3, hears=chain(3))

    park.send(0, b"for you", TEXT, to=park.numbers[2], hop_limit=3)
    park.clock.run_for(60.0)

    assert payloads(park.take(1), TEXT) == []
    assert payloads(park.take(2), TEXT) == [b"for you"]


def test_without_the_key_of_the_other_a_direct_message_is_refused():
    park = Park()

    told = park.send(0, to=0x0BAD_CAFE)

    assert naks(told) == [(7, RoutingError.PKI_SEND_FAIL_PUBLIC_KEY)]
    assert [status[0] for status in statuses(told)] == [39]
    park.clock.run_for(30.0)
    assert park.sent == []


def test_a_radio_that_rebooted_knows_keys_again_after_node_info():
    park = Park()
    there = park.numbers[1]
    told = park.boot(0)
    entry = next(m.node_info for m in told if m.node_info.num == there)
    assert entry.user.long_name == "Porch Radio 2"
    assert not entry.user.public_key
    too_early = park.send(0, b"?", TEXT, id=1, to=there)

    park.clock.run_for(90.0)
    answers = payloads(park.take(0), NODEINFO)
    park.send(0, b"!", TEXT, id=2, to=there)
    park.clock.run_for(30.0)

    assert naks(too_early) == [(1, RoutingError.PKI_SEND_FAIL_PUBLIC_KEY)]
    assert len(answers) == 1
    assert payloads(park.take(1), TEXT) == [b"!"]


def test_a_message_that_can_not_be_read_brings_a_nak_and_then_the_key():
    park = Park()
    park.boot(1)
    park.send(0, b"1", TEXT, id=1, to=park.numbers[1], want_ack=True)
    park.clock.run_for(25.0)
    first = naks(park.take(0))
    park.send(0, b"2", TEXT, id=2, to=park.numbers[1], want_ack=True)
    park.clock.run_for(25.0)

    assert first == [(1, RoutingError.PKI_UNKNOWN_PUBKEY)]
    assert naks(park.take(0)) == [(2, RoutingError.NONE)]
    assert payloads(park.take(1), TEXT) == [b"2"]


def test_a_host_can_ask_all_radios_for_their_keys():
    park = Park(3)
    park.boot(0)

    park.say(0, heartbeat=mesh_pb2.Heartbeat(nonce=1))
    park.clock.run_for(25.0)
    told = park.send(0, b"hi", TEXT, to=park.numbers[2])

    assert naks(told) == []


def test_a_direct_text_by_the_channels_key_is_refused_by_newer_firmware():
    park = Park(kinds={0: OLD})
    park.boot(0)

    park.send(0, b"legacy", TEXT, to=park.numbers[1], want_ack=True)
    park.clock.run_for(20.0)

    assert payloads(park.take(1), TEXT) == []
    assert naks(park.take(0)) == [(7, RoutingError.NO_CHANNEL)]


def test_a_direct_text_by_the_channels_key_is_read_by_older_firmware():
    park = Park(kind=OLD)
    park.boot(0)

    park.send(0, b"legacy", TEXT, to=park.numbers[1])
    park.clock.run_for(20.0)

    (packet,) = [p for p in packets(park.take(1)) if p.decoded.portnum == TEXT]
    assert (packet.decoded.payload, packet.pki_encrypted) == (b"legacy", False)


def test_a_host_may_say_for_which_key_a_message_is():
    park = Park()
    right = bytes(park.set.configurations[1].owner.public_key)
    there = {"to": park.numbers[1], "pki_encrypted": True}

    taken = park.send(0, id=1, public_key=right, **there)
    refused = park.send(0, id=2, public_key=bytes(32), **there)

    assert naks(taken) == []
    assert naks(refused) == [(2, RoutingError.PKI_FAILED)]


@pytest.mark.parametrize(
    ("kind", "port", "transmissions"),
    [(OLD, TEXT, 2), (USUAL, TEXT, 3), (NEW, PRIVATE, 2)],
)
def test_the_acknowledgement_of_a_direct_text_is_acknowledged(
    kind, port, transmissions
):
    park = Park(kind=kind)

    park.send(0, b"sure?", port, to=park.numbers[1], want_ack=True, hop_limit=3)
    park.clock.run_for(60.0)

    assert naks(park.take(0)) == [(7, RoutingError.NONE)]
    assert len(park.sent) == transmissions


@given(st.binary(max_size=300))
def test_no_node_info_whatever_upsets_a_radio(payload):
    park = Park()

    park.send(0, payload[:230], NODEINFO, hop_limit=0)
    park.clock.run_for(10.0)

    assert park.ask(1, want_config_id=1)


# What a radio says by itself


def test_a_radio_tells_its_client_each_minute_how_it_is():
    park = Park()
    park.send(0, b"x" * 231, hop_limit=0)
    park.take(0)

    park.clock.run_for(61.0)

    (packet,) = packets(park.take(0))
    assert packet.decoded.portnum == portnums_pb2.PortNum.TELEMETRY_APP
    assert packet.rx_time == NOW


def test_it_tells_nobody_while_other_packets_wait():
    park = Park(kind=RadioKind(host_queue=8))
    park.radios[1].client_left()

    park.clock.run_for(3600.0)
    park.send(0, b"after an hour", hop_limit=0)
    park.clock.run_for(10.0)

    told = packets(park.ask(1, want_config_id=1))
    assert [p.decoded.payload for p in told] == [b"after an hour"]
