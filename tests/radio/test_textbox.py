"""What waits to be said: bounded, paced, in turn, and let go when it is too late."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from radio.textbox import (
    ANSWER_LONGEST_WAIT_S,
    ANSWER_PATIENCE_S,
    LONGEST_WAIT_S,
    MOST,
    MOST_EACH,
    TEXT_EVERY_S,
    TextBox,
)
from radio.texts import MAX_TEXT_BYTES, TextToSend

ANA, BEN = 0xA, 0xB


def _box(*texts: TextToSend) -> TextBox:
    box = TextBox()
    box.up(0.0)
    for text in texts:
        assert box.put(text, 0.0)
    return box


def _said(box: TextBox, now: float = 0.0) -> list[str]:
    """All of it, in its order."""
    said = []
    while (head := box.head(now)) is not None:
        said.append(head.text)
        box.said(now)
    return said


def test_what_is_urgent_is_said_first() -> None:
    box = _box(TextToSend("hello", ANA), TextToSend("flood", urgent=True))

    assert _said(box) == ["flood", "hello"]


def test_who_asks_much_does_not_keep_others_waiting() -> None:
    much = [TextToSend(f"part {number}", ANA) for number in range(4)]
    box = _box(*much, TextToSend("one", BEN), TextToSend("news"))

    assert _said(box) == ["part 0", "one", "news", "part 1", "part 2", "part 3"]


def test_the_texts_for_one_recipient_keep_their_order() -> None:
    box = _box(*(TextToSend(str(number), ANA) for number in range(MOST_EACH)))

    assert _said(box) == [str(number) for number in range(MOST_EACH)]


def test_after_each_text_there_is_a_pause() -> None:
    box = _box(TextToSend("one", ANA), TextToSend("two", ANA))
    assert box.opens_at() <= 0.0

    box.said(100.0)

    assert box.opens_at() == 100.0 + TEXT_EVERY_S > 102.0


def test_one_recipient_has_room_for_a_few() -> None:
    box = _box(*(TextToSend(str(number), ANA) for number in range(MOST_EACH)))

    assert not box.put(TextToSend("one more", ANA), 0.0)
    assert box.put(TextToSend("hello", BEN), 0.0)
    assert box.status().dropped == 1


def test_there_is_room_for_so_many_and_for_what_is_urgent() -> None:
    box = _box(*(TextToSend("hello", number) for number in range(1, MOST + 1)))

    assert not box.put(TextToSend("hello", MOST + 1), 0.0)
    assert box.put(TextToSend("flood", urgent=True), 0.0)
    assert (box.status().waiting, box.status().urgent) == (MOST + 1, 1)


def test_what_waits_already_is_said_once() -> None:
    box = _box(TextToSend("posted", ANA, answers=1))

    assert box.put(TextToSend("posted", ANA, answers=2), 0.0)
    assert box.put(TextToSend("posted", BEN, answers=3), 0.0)

    assert _said(box) == ["posted", "posted"]


def test_a_text_that_fits_no_packet_is_refused() -> None:
    box = TextBox()

    assert not box.put(TextToSend("é" * (MAX_TEXT_BYTES // 2 + 1)), 0.0)
    assert not box.put(TextToSend(""), 0.0)
    assert box.put(TextToSend("é" * (MAX_TEXT_BYTES // 2)), 0.0)


def test_an_answer_that_waited_too_long_is_let_go() -> None:
    box = _box(TextToSend("answer", ANA, answers=5), TextToSend("news", ANA))

    assert _said(box, ANSWER_PATIENCE_S + 1) == ["news"]
    assert box.status().dropped == 1


def test_while_the_radio_is_down_answers_wait() -> None:
    box = _box(TextToSend("answer", ANA, answers=5))
    box.down(10.0)

    back_at = 10.0 + 2 * ANSWER_PATIENCE_S
    box.up(back_at)

    assert box.head(back_at + ANSWER_PATIENCE_S - 11) is not None
    assert box.head(back_at + ANSWER_PATIENCE_S - 9) is None


def test_after_hours_without_a_radio_nothing_is_news() -> None:
    box = _box(TextToSend("answer", ANA, answers=5), TextToSend("need"))
    box.down(0.0)

    assert [box.head(ANSWER_LONGEST_WAIT_S + 1), box.head(LONGEST_WAIT_S + 1)] == [
        TextToSend("need"),
        None,
    ]


def test_a_text_that_cannot_be_said_makes_way_and_is_counted() -> None:
    box = _box(TextToSend("news"), TextToSend("hello", ANA))

    box.drop()

    assert _said(box) == ["hello"]
    assert box.status().dropped == 1


def test_what_somebody_else_answered_on_the_channel_is_not_said() -> None:
    box = _box(
        TextToSend("on the board", answers=7),
        TextToSend("a list", answers=8),
        TextToSend("for you", ANA, answers=7),
        TextToSend("news"),
    )

    box.answered(7)
    box.answered(9)

    assert _said(box) == ["a list", "for you", "news"]
    assert box.status().dropped == 0


recipients = st.one_of(st.none(), st.integers(1, 5))
texts = st.builds(
    TextToSend,
    text=st.text(min_size=1, max_size=3),
    to=recipients,
    answers=st.one_of(st.none(), st.integers(1, 9)),
    urgent=st.booleans(),
)


@given(st.lists(texts, max_size=200))
def test_whatever_comes_all_of_it_is_said_or_counted(flood: list[TextToSend]) -> None:
    box = TextBox()
    box.up(0.0)
    distinct = {(each.to, each.text) for each in flood}

    for each in flood:
        box.put(each, 0.0)
    waiting = box.status().waiting
    said = _said(box)

    assert waiting == len(said) <= 2 * MOST
    assert len(said) + box.status().dropped >= len(distinct)
    assert box.status().waiting == 0
