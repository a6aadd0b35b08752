"""Whatever is texted, by whom and in which order: a short answer or silence."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.mesh.texting.guard import ALL_OTHERS, ALL_PROVED, ANSWERS
from radio.texts import MAX_TEXT_BYTES, TextHeard, TextToSend, Way
from tests.hub.mesh.texting.limits import most_in
from tests.hub.mesh.texting.street import Hub, Street, short_ids, street_in

KEYWORDS = st.sampled_from(
    [
        *("NEED", "OFFER", "LIST", "MORE", "READ", "CLAIM", "NOTE", "MET", "STILL"),
        *("DROP", "OK", "SOS", "LANG", "HELP", "Y", "N"),
    ]
)
SIGNS = st.sampled_from(
    ["…", "\u202e", "\x00", "\ud83d", "🤝🏽", "مرحبا", "水", "   ", "\n"]
)
WORDS = st.one_of(
    KEYWORDS,
    SIGNS,
    st.sampled_from(["water", "FOOD", "es", "K7Q", "<ID>", "we have no food"]),
    st.text(max_size=12),
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=6).map(" ".join),
    st.binary(max_size=60).map(lambda raw: raw.decode("utf-8", "replace")),
    st.text(max_size=250),
)
SAID = st.tuples(
    st.floats(0, 400),
    st.integers(0, 4),
    TEXTS,
    st.sampled_from(Way),
    st.booleans(),
    st.sampled_from([None, 1, 2, 2**32 - 1]),
)


def _heard(
    street: Street, hub: Hub, said: tuple[object, ...], packet: int
) -> TextHeard:
    _, radio, text, way, verified, answers = said
    name = next(iter(short_ids(hub)), "K7Q")
    return TextHeard(
        radio,  # type: ignore[arg-type]
        packet,
        str(text).replace("<ID>", name),
        way,  # type: ignore[arg-type]
        bool(verified),
        answers,  # type: ignore[arg-type]
    )


@given(st.lists(SAID, max_size=40))
@settings(max_examples=50)
def test_every_text_is_answered_shortly_or_not_at_all(
    texts: list[tuple[object, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, street_in(Path(folder)) as street:
        hub = street.add_hub()
        answers: list[tuple[float, TextToSend]] = []
        for packet, said in enumerate(texts):
            street.now += float(said[0])  # type: ignore[arg-type]
            heard = _heard(street, hub, said, packet)
            came = [*hub.desk.hear(heard, street.now), *hub.desk.look(street.now)]
            texts_said = [each for each in came if isinstance(each, TextToSend)]
            answers += [(street.now, each) for each in texts_said]
            assert hub.desk.wake_at > street.now - 2.0

    for at, answer in answers:
        assert 0 < len(answer.text.encode()) <= MAX_TEXT_BYTES
        window = [each for then, each in answers if at <= then <= at + 600]
        most = most_in(600, ALL_PROVED) + most_in(600, ALL_OTHERS)
        assert len(window) <= most
        direct = [each for each in window if each.to == answer.to and each.answers]
        assert answer.to is None or len(direct) <= most_in(600, ANSWERS)


@given(st.lists(TEXTS, max_size=8))
@settings(max_examples=25)
def test_what_is_on_the_board_can_be_listed_read_and_dropped_by_text(
    texts: list[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder, street_in(Path(folder)) as street:
        hub = street.add_hub()
        for number, text in enumerate(texts):
            street.ask(100 + number, f"NEED {text}", hub)
        street.run(400)
        for name, view in short_ids(hub).items():
            [owner] = [
                radio
                for radio, owned in hub.neighbours.all_owned()
                if owned.post == view.post.id
            ]
            assert name in street.ask(owner, f"READ {name}", hub)
            assert name in street.ask(owner, f"DROP {name}", hub)
        assert hub.posts() == []
