"""What meshing-around's link does, by its description."""

from __future__ import annotations

from radio.simulator.strategies import meshing_around
from radio.simulator.strategies.case import planned_case


def test_one_announcement_hands_over_one_post_for_a_packet_and_an_ack(case_of, post):
    outcome = meshing_around.run(case_of(post(hub=1), hubs=2))

    # Both announce; the second to do so gets its own post back, with a suffix.
    assert outcome.delivered_share == 1.0
    assert outcome.packets == 2 + 2 + 2


def test_four_announcements_make_ten_posts_of_two_on_a_lossless_link(case_of, post):
    case = case_of(post(hub=1), post(hub=1), hubs=2)

    outcome = meshing_around.run(case, rounds=2)

    # As was measured with the program itself.
    assert outcome.delivered_share == 1.0
    assert outcome.doubled == 10 - 2 * 2


def test_each_further_round_doubles_more():
    case = planned_case(3, 0.0, 6, 7)

    doubled = [meshing_around.run(case, rounds).doubled for rounds in (1, 2, 3)]

    assert doubled == sorted(set(doubled))


def test_the_whole_board_is_walked_again_in_each_round(case_of, post):
    case = case_of(*[post(hub=0)] * 6, hubs=2)

    once, twice = (meshing_around.run(case, rounds).packets for rounds in (1, 2))

    assert twice > 2 * once


def test_one_lost_packet_ends_a_session():
    shares = [
        meshing_around.run(planned_case(2, loss, 40, 7, hop_limit=0)).delivered_share
        for loss in (0.0, 0.1)
    ]

    assert shares[0] > 0.5
    assert shares[1] < 0.5 * shares[0]


def test_a_long_post_arrives_without_its_end_and_the_next_whole(case_of, post):
    outcome = meshing_around.run(
        case_of(post(hub=1, letters=178), post(hub=1, letters=80), hubs=2)
    )

    assert outcome.delivered_share == 0.5
