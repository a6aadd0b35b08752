"""What was on the air lately."""

from __future__ import annotations

import math

from radio.recent import MAX_RECENT, RECENT_S, Recent

ONE, OTHER = (1, 1), (2, 1)


def test_each_time_on_the_air_counts_and_the_newest_is_first() -> None:
    recent = Recent()

    recent.sent([ONE], 1.0)
    recent.sent([OTHER], 2.0)
    recent.sent([ONE], 3.0)

    assert list(recent.names(3.0)) == [ONE, OTHER]
    assert (recent.times(ONE), recent.times(OTHER)) == (2, 1)
    assert (recent.last_at(ONE), recent.last_at(OTHER)) == (3.0, 2.0)


def test_what_was_never_on_the_air_was_so_long_ago() -> None:
    recent = Recent()

    assert recent.times(ONE) == recent.chances(ONE) == 0
    assert recent.last_at(ONE) == recent.last_word_at(ONE) == -math.inf


def test_another_frame_tells_of_a_record_but_not_of_those_in_it() -> None:
    recent = Recent()
    recent.sent([ONE, OTHER], 1.0)

    recent.told(5.0, beside=[OTHER])

    assert (recent.chances(ONE), recent.chances(OTHER)) == (2, 1)
    assert (recent.last_word_at(ONE), recent.last_word_at(OTHER)) == (5.0, 1.0)
    assert (recent.times(ONE), recent.last_at(ONE)) == (1, 1.0)


def test_lately_is_over_after_ten_minutes() -> None:
    recent = Recent()
    recent.sent([ONE], 0.0)
    recent.sent([OTHER], 100.0)

    assert list(recent.names(RECENT_S)) == [OTHER, ONE]
    assert list(recent.names(RECENT_S + 1)) == [OTHER]
    assert recent.times(ONE) == 0


def test_sent_once_more_it_is_lately_again() -> None:
    recent = Recent()
    recent.sent([ONE], 0.0)
    recent.sent([OTHER], 10.0)
    recent.sent([ONE], 20.0)

    assert list(recent.names(RECENT_S + 15)) == [ONE]
    assert recent.times(ONE) == 2


def test_no_flood_is_remembered_whole() -> None:
    recent = Recent()

    for number in range(1, 3 * MAX_RECENT):
        recent.sent([(1, number), (2, number)], 1.0)

    names = list(recent.names(1.0))
    assert len(names) == MAX_RECENT
    assert names[0] == (2, 3 * MAX_RECENT - 1)
