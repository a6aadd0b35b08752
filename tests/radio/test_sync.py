"""The engine among others: every hub ends with the same records."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codec import decode, encode
from radio.events import (
    BearerUp,
    Deliver,
    FrameHeard,
    Keep,
    MayTransmit,
    RecordAdded,
    Transmit,
)
from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    RecordsFrame,
    RequestFrame,
    Span,
)
from radio.intake import MAX_ORIGINS
from radio.padding import FIRMWARE_2_8, UNSIGNED, Signing
from radio.peers import MAX_PEERS
from radio.record import AgedRecord, Record
from radio.repair import MAX_ANSWERS
from radio.seal import SealBroken, SealState, unseal
from radio.sync import SyncEngine
from tests.radio.seals import Speaker, keyring, seal_of
from tests.radio.world import PACKET_S, World
from tests.strategies import frames


def _count(world: World, kind: type) -> int:
    return sum(isinstance(frame, kind) for _, _, frame in world.sent)


def test_one_post_crosses_in_one_frame_within_three_seconds() -> None:
    world = World(count=3, seed=1)
    world.run(60)
    world.sent.clear()

    name = world.post(1)
    world.run(3)

    assert world.boards() == [{name}] * 3
    assert [type(frame) for _, _, frame in world.sent] == [RecordsFrame]


def test_posts_that_come_together_travel_together() -> None:
    world = World(count=3, seed=1)
    world.run(60)
    world.sent.clear()

    for _ in range(6):
        world.post(1, b"x" * 25)
    world.run(3)

    assert _count(world, RecordsFrame) == 1
    assert all(len(board) == 6 for board in world.boards())


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("loss", [0.1, 0.2, 0.4])
def test_what_is_lost_is_repaired(seed: int, loss: float) -> None:
    world = World(count=4, seed=seed, loss=loss)
    for turn in range(20):
        world.post(1 + turn % 4, b"a need of some length, for somebody %d" % turn)
        world.run(world.rng.uniform(0, 20))

    world.run(1800)

    assert len(world.boards()[0]) == 20
    assert len(set(world.boards())) == 1


def test_a_hub_that_was_away_catches_up() -> None:
    world = World(count=3, seed=3, loss=0.1)
    world.kill(3)
    for _ in range(40):
        world.post(1, b"x" * 60)
        world.run(10)

    world.boot(world.stations[3])
    world.run(600)

    assert len(set(world.boards())) == 1


def test_a_hub_that_starts_again_soon_knows_who_is_near_and_what_they_hold() -> None:
    world = World(4, seed=2, loss=0.1)
    posted = world.post(1)
    world.run(6 * 3600)

    world.kill(1)
    world.boot(world.stations[1])
    world.run(120)

    peers = world.stations[1].engine.status().peers
    assert sorted(peers) == [2, 3, 4]
    assert all(peer.holds(posted) for peer in peers.values())


def test_a_hub_that_died_before_it_could_send_is_heard_after_its_return() -> None:
    world = World(count=2, seed=4)
    world.run(60)
    name = world.post(1)
    world.kill(1)
    world.run(60)

    world.boot(world.stations[1])
    world.run(60)

    assert world.boards() == [{name}] * 2


def test_both_sides_of_a_split_end_alike() -> None:
    world = World(count=4, seed=5, loss=0.1)
    world.cut = lambda sender, receiver: (sender <= 2) != (receiver <= 2)
    for turn in range(30):
        world.post(1 + turn % 4)
        world.run(30)
    assert len(set(world.boards())) > 1

    world.cut = lambda _sender, _receiver: False
    world.run(3600)

    assert len(set(world.boards())) == 1


def test_a_hub_serves_the_records_of_another_that_is_gone() -> None:
    world = World(count=3, seed=6)
    world.cut = lambda sender, receiver: {sender, receiver} == {1, 3}
    name = world.post(1)
    world.run(5)
    world.kill(1)

    world.run(600)

    assert name in world.stations[3].durable


def test_in_agreement_a_hub_sends_two_frames_an_hour_at_most() -> None:
    world = World(count=3, seed=7)
    world.post(1)
    world.run(4 * 3600)
    world.sent.clear()

    world.run(10 * 3600)

    assert len(world.sent) <= 3 * 2 * 10


def test_a_long_record_crosses_in_fragments_despite_loss() -> None:
    world = World(count=3, seed=8, loss=0.2)
    payload = random.Random(1).randbytes(1100)

    name = world.post(2, payload)
    world.run(1200)

    assert _count(world, FragmentFrame) >= 6
    stored = [each.durable[name].record.payload for each in world.stations.values()]
    assert stored == [payload] * 3


def _answers_to_one_request(seed: int) -> int:
    world = World(count=6, seed=seed)
    for origin in world.stations:
        world.post(origin)  # turns are among hubs that have heard each other
        world.run(60)
    name = world.post(1)
    world.run(60)
    del world.stations[6].durable[name]
    world.kill(1)
    world.boot(world.stations[6])
    world.run(0.1)
    world.sent.clear()
    world.run(300)
    assert name in world.stations[6].durable
    return _count(world, RecordsFrame)


def test_of_four_hubs_that_could_answer_hardly_more_than_one_does() -> None:
    answers = [_answers_to_one_request(seed) for seed in range(20)]

    assert sum(answers) <= 1.5 * len(answers)


def test_age_travels_along() -> None:
    world = World(count=2, seed=10)
    world.kill(2)
    name = world.post(1)
    world.run(3600)

    world.boot(world.stations[2])
    world.run(60)

    assert 3000 < world.stations[2].durable[name].age_s <= 3660


def test_a_hub_with_a_full_disk_does_not_make_the_others_talk_for_ever() -> None:
    world = World(count=3, seed=11)
    world.stations[3].full = True
    name = world.post(1)
    world.run(4 * 3600)
    world.sent.clear()

    world.run(4 * 3600)

    assert len(world.sent) <= 4 * 40
    world.stations[3].full = False
    world.run(7 * 3600)
    assert name in world.stations[3].durable


def test_a_hub_that_lost_its_own_records_is_told() -> None:
    world = World(count=2, seed=12)
    world.post(1)
    world.post(1)
    world.run(60)
    del world.stations[1].durable[1, 2]
    world.boot(world.stations[1])

    world.run(7200)

    assert world.stations[1].engine.status().counters["own_records_lost"] >= 1


def test_digests_larger_than_a_packet_are_said_in_turn() -> None:
    world = World(count=2, seed=13)
    for origin in range(100, 170):
        aged = AgedRecord(Record(origin, 1, b"x"), 0.0)
        world.stations[1].durable[aged.record.name] = aged
    world.boot(world.stations[1])

    world.run(1800)

    assert len(set(world.boards())) == 1


def test_a_hub_that_cannot_reserve_counters_listens_and_speaks_when_it_can() -> None:
    world = World(count=2, seed=14)
    station = world.stations[1]
    station.numbers.refusing = True
    world.boot(station)
    mine, theirs = world.post(1), world.post(2)
    world.run(600)

    assert theirs in station.durable
    assert not [each for _, each, _ in world.sent if each == 1]
    assert station.engine.status().seal is SealState.CANNOT_RESERVE
    assert station.engine.status().counters["silent_cannot_reserve"] <= 12

    station.numbers.refusing = False
    world.run(600)
    assert mine in world.stations[2].durable
    assert station.engine.status().seal is SealState.WELL


def test_a_recording_of_everything_played_twice_changes_nothing() -> None:
    world = World(count=3, seed=15)
    for turn in range(6):
        world.post(1 + turn % 3)
        world.run(20)
    world.run(3600)
    boards, recorded = world.boards(), list(world.payloads)
    deliveries = [len(each.deliveries) for each in world.stations.values()]
    world.sent.clear()

    for octets in recorded:
        for origin in world.stations:
            world.hear(origin, octets)
    world.run(3600)

    assert world.boards() == boards
    assert [len(each.deliveries) for each in world.stations.values()] == deliveries
    assert len(world.sent) <= 6
    assert world.stations[1].engine.status().counters["replayed"] > 0
    assert world.stations[1].engine.status().counters["reflected"] > 0


def test_a_recording_played_to_a_hub_that_forgot_it_makes_no_flood() -> None:
    world = World(count=3, seed=16)
    for turn in range(6):
        world.post(1 + turn % 3)
        world.run(20)
    world.run(3600)
    recorded = list(world.payloads)
    world.boot(world.stations[1])
    world.sent.clear()

    for _ in range(3):
        for octets in recorded:
            world.hear(1, octets)
            world.run(0.5)
    world.run(600)

    assert len([each for _, each, _ in world.sent if each == 1]) <= 20
    assert len(set(world.boards())) == 1


def test_what_was_heard_is_given_out_to_be_kept_now_and_then() -> None:
    engine, speaker = _engine(), Speaker()
    kept = []
    for now in range(0, 4 * 3600, 60):
        octets = speaker.says(RequestFrame(2, ()))
        actions = engine.handle(FrameHeard(octets), float(now))
        kept += [each.octets for each in actions if isinstance(each, Keep)]
    after = seal_of(1)

    after.restore(kept[-1])

    assert len(kept) == 3
    with pytest.raises(SealBroken):
        after.open(Speaker().says(RequestFrame(2, ())))


def test_before_firmware_that_signs_frames_are_filled_with_answers_that_wait() -> None:
    engine, speaker = _engine(FIRMWARE_2_8), Speaker()
    # The origin is near, so it is the first to answer, and ours can wait.
    engine.handle(FrameHeard(speaker.says(RequestFrame(3, ()))), 0.0)
    for sequence in range(1, 9):
        engine.handle(RecordAdded(AgedRecord(Record(3, sequence, b"x" * 30), 0.0)), 0.0)
    asked = RequestFrame(2, (Span(3, 1, 4),))
    engine.handle(FrameHeard(speaker.says(asked)), 0.0)
    for sequence in range(1, 4):
        engine.handle(RecordAdded(AgedRecord(Record(1, sequence, b"y" * 30), 0.0)), 0.0)

    (sent,) = [
        each for each in engine.handle(MayTransmit(), 0.6) if isinstance(each, Transmit)
    ]

    assert len(sent.octets) == 166
    opened = unseal(sent.octets, keyring())
    frame = decode(opened.head, opened.sender, opened.body)
    assert isinstance(frame, RecordsFrame)
    assert [each.record.origin for each in frame.records] == [1, 1, 1, 3]


@pytest.mark.parametrize("loss", [0.0, 0.3])
def test_filled_frames_cross_as_others_do(loss: float) -> None:
    world = World(count=3, seed=17, loss=loss, signing=FIRMWARE_2_8)
    for turn in range(12):
        world.post(1 + turn % 3, b"x" * 60)
        world.post(1 + turn % 3, b"y" * 50)
        world.run(20)

    world.run(1800)

    assert len(set(world.boards())) == 1
    assert not [each for each in world.payloads if 100 < len(each) < 166]


# -- frames that no honest hub sends ------------------------------------------


def _engine(signing: Signing = UNSIGNED) -> SyncEngine:
    engine = SyncEngine(seal_of(1), [], 0.0, random.Random(1))
    engine.handle(BearerUp(231, PACKET_S, signing), 0.0)
    return engine


@given(st.lists(st.binary(max_size=260) | frames, max_size=20))
@settings(max_examples=200)
def test_no_bytes_from_the_air_raise(heard: list[bytes | Frame]) -> None:
    engine = _engine()
    speaker = Speaker()

    for now, each in enumerate(heard):
        octets = each if isinstance(each, bytes) else speaker.says(each)
        engine.handle(FrameHeard(octets), float(now))
        engine.handle(MayTransmit(), now + 0.5)


def test_nobody_else_writes_as_this_hub() -> None:
    engine = _engine()
    forged = RecordsFrame(2, (AgedRecord(Record(1, 1, b"not mine"), 0.0),))

    actions = engine.handle(FrameHeard(Speaker().says(forged)), 1.0)

    # It is shown to whoever keeps records, to be refused and to say who sent it.
    assert [each.sender for each in actions if isinstance(each, Deliver)] == [2]
    assert engine.status().counters["contradicted"] == 1
    assert engine.status().records == 0


def test_another_version_of_a_record_is_shown_and_the_first_one_stays() -> None:
    engine, speaker = _engine(), Speaker()
    first, second = (
        AgedRecord(Record(3, 1, payload), 0.0) for payload in (b"true", b"false")
    )
    engine.handle(RecordAdded(first), 0.0)

    for aged, shown in ((first, 0), (second, 1)):
        frame = RecordsFrame(2, (aged,))
        actions = engine.handle(FrameHeard(speaker.says(frame)), 1.0)
        assert sum(isinstance(each, Deliver) for each in actions) == shown

    engine.handle(RecordAdded(second), 2.0)  # it proved to be the true one
    frame = RecordsFrame(2, (second,))
    actions = engine.handle(FrameHeard(speaker.says(frame)), 3.0)
    assert not any(isinstance(each, Deliver) for each in actions)


def test_an_echo_of_our_own_frame_does_nothing() -> None:
    engine = _engine()
    echo = RecordsFrame(1, (AgedRecord(Record(2, 1, b"x"), 0.0),))

    actions = engine.handle(FrameHeard(Speaker().says(echo)), 1.0)

    assert not any(isinstance(each, Deliver) for each in actions)
    assert engine.status().peers == {}


def test_a_copy_of_our_card_is_counted_and_told() -> None:
    world = World(count=2, seed=18)
    world.post(1)
    world.run(60)
    copy = seal_of(1)
    plain = encode(RecordsFrame(1, (AgedRecord(Record(1, 1, b"not ours"), 0.0),)))

    world.hear(1, copy.seal(plain.body, plain.head))

    status = world.stations[1].engine.status()
    assert status.impostors == status.counters["impostor_of_us"] == 1
    assert world.stations[1].deliveries == []


@pytest.mark.parametrize(
    ("octets", "counter"),
    [
        (b"", "truncated"),
        (bytes([0x21]) + bytes(9), "truncated"),
        (bytes([0x11]) + bytes(40), "unknown_version"),
        (bytes([0x21]) + bytes(40), "foreign"),
        (seal_of(2, None, bytes(32)).seal(b"", 0x21), "foreign"),
        (seal_of(2).seal(b"\x00", 0x21), "malformed"),
        (seal_of(2).seal(b"", 0x27), "malformed"),
        (seal_of(1).seal(b"", 0x21), "reflected"),
    ],
)
def test_what_is_not_taken_is_counted(octets: bytes, counter: str) -> None:
    engine = _engine()

    actions = engine.handle(FrameHeard(octets), 1.0)

    assert engine.status().counters == {counter: 1}
    assert len(actions) == 1
    assert engine.status().peers == {}


def test_a_liar_who_asks_for_everything_gets_a_bounded_answer() -> None:
    engine, speaker = _engine(), Speaker()
    for sequence in range(1, 1001):
        engine.handle(RecordAdded(AgedRecord(Record(3, sequence, b"x"), 0.0)), 0.0)

    for now in range(100):
        asked = RequestFrame(2, (Span(3, 1, 1000),))
        engine.handle(FrameHeard(speaker.says(asked)), float(now))

    assert engine.status().waiting <= MAX_ANSWERS


def test_a_liar_who_claims_everything_is_asked_a_bounded_number_of_times() -> None:
    engine = _engine()
    lie = Speaker().says(DigestFrame(2, (Followed(3, 2**31),)))
    engine.handle(FrameHeard(lie), 0.0)
    asked = 0

    for now in range(1, 3600):
        actions = engine.handle(MayTransmit(), float(now))
        asked += len(actions) > 1

    assert engine.status().wanted == 0
    assert asked <= 40


def test_a_thousand_hubs_and_origins_stay_within_bounds() -> None:
    engine, speaker = _engine(), Speaker()

    for number in range(2, 2 + MAX_ORIGINS + 200):
        frame = RecordsFrame(number, (AgedRecord(Record(number, 1, b"x"), 0.0),))
        for action in engine.handle(FrameHeard(speaker.says(frame)), 0.0):
            if isinstance(action, Deliver):
                engine.handle(RecordAdded(action.aged), 0.0)

    assert engine.status().records <= MAX_ORIGINS
    assert len(engine.status().peers) <= MAX_PEERS
