"""Commands by text, in any language, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.changes import Kind
from hub.mesh.texting.commands import (
    About,
    Command,
    Guess,
    Language,
    Listing,
    OnPost,
    Plain,
    Post,
    Sos,
    Unclear,
)
from hub.mesh.texting.parser import understand


def need(words: str, category: str, quantity: int | None = None) -> Post:
    return Post(Kind.NEED, words, category, quantity)


def offer(words: str, category: str, quantity: int | None = None) -> Post:
    return Post(Kind.OFFER, words, category, quantity)


COMMANDS: dict[str, Command] = {
    "NEED water for 4, 2nd floor": need("water for 4, 2nd floor", "water", 4),
    "OFFER 3 blankets": offer("3 blankets", "clothes", 3),
    "LIST": Listing(),
    "LIST FOOD": Listing(category="food"),
    "LIST NEEDS": Listing(Kind.NEED),
    "LIST OFFERS FOOD": Listing(Kind.OFFER, "food"),
    "MORE": Plain.MORE,
    "READ K7Q": OnPost(About.READ, "K7Q"),
    "CLAIM K7Q": OnPost(About.CLAIM, "K7Q"),
    "NOTE K7Q on my way": OnPost(About.NOTE, "K7Q", "on my way"),
    "MET K7Q": OnPost(About.MET, "K7Q"),
    "STILL K7Q": OnPost(About.STILL, "K7Q"),
    "DROP K7Q": OnPost(About.DROP, "K7Q"),
    "OK": Plain.OK,
    "SOS third floor, smoke": Sos("third floor, smoke"),
    "LANG es": Language("es"),
    "HELP": Plain.HELP,
    "Y": Plain.YES,
    "NO": Plain.NO,
}


@pytest.mark.parametrize(("text", "command"), COMMANDS.items())
def test_a_command_is_understood(text: str, command: Command) -> None:
    assert understand(text).command == command


SAME: dict[str, str] = {
    "K7Q claim": "CLAIM K7Q",
    "claim: k7q!": "CLAIM K7Q",
    "#K7Q claim": "CLAIM K7Q",
    "I'll take K7Q": "CLAIM K7Q",
    "please claim the K7Q": "CLAIM K7Q",
    "Claim k7-q.": "CLAIM K7Q",
    "claim k 7 q": "CLAIM K7Q",
    "cliam K7Q": "CLAIM K7Q",
    "k7q": "READ K7Q",
    "K7Q still needed?": "READ K7Q",
    "note for K7Q: on my way": "NOTE K7Q on my way",
    "K7Q still needed": "STILL K7Q",
    "k7q note: on my way": "NOTE K7Q on my way",
    "food list": "LIST FOOD",
    "list food please": "LIST FOOD",
    "need - water for 4, 2nd floor": "NEED water for 4, 2nd floor",
    '"need water for 4, 2nd floor"': "NEED water for 4, 2nd floor",
    "@hub need water for 4, 2nd floor": "NEED water for 4, 2nd floor",
    "Hi! Need: water for 4, 2nd floor": "NEED water for 4, 2nd floor",
    "🙏 NEED → water for 4, 2nd floor": "NEED water for 4, 2nd floor",
    "ＮＥＥＤ　water for 4, 2nd floor": "NEED water for 4, 2nd floor",  # noqa: RUF001
    "ofer 3 blankets": "OFFER 3 blankets",
    "offfer: 3 blankets": "OFFER 3 blankets",
    "ok, thanks": "OK",
    "we are all ok": "OK",
    "Yes please": "Y",
    "no, thank you": "NO",
    "help me!!": "HELP",
    "???": "HELP",
    "language: Spanish": "LANG es",
    "Español": "LANG es",
}


@pytest.mark.parametrize(("typed", "meant"), SAME.items())
def test_case_punctuation_order_and_slips_are_forgiven(typed: str, meant: str) -> None:
    assert understand(typed).command == understand(meant).command


IN_OTHER_LANGUAGES: list[tuple[str, Command, str]] = [
    ("NECESITO agua para 4", need("agua para 4", "water", 4), "es"),
    ("ofresco 3 cobijas", offer("3 cobijas", "clothes", 3), "es"),
    ("más", Plain.MORE, "es"),
    ("RESUELTO K7Q", OnPost(About.MET, "K7Q"), "es"),
    ("BEZWEN dlo pou 4 moun", need("dlo pou 4 moun", "water", 4), "ht"),
    ("pran K7Q", OnPost(About.CLAIM, "K7Q"), "ht"),
    ("wi", Plain.YES, "ht"),
    ("Besoin d'eau pour quatre", need("eau pour quatre", "water", 4), "fr"),
    ("je prends K7Q", OnPost(About.CLAIM, "K7Q"), "fr"),
    ("oui", Plain.YES, "fr"),
    ("Preciso de água para 4", need("água para 4", "water", 4), "pt"),
    ("ASSUMO K7Q", OnPost(About.CLAIM, "K7Q"), "pt"),
    ("não", Plain.NO, "pt"),
    ("CẦN nước cho 4 người", need("nước cho 4 người", "water", 4), "vi"),
    ("can nuoc cho 4 nguoi", need("nuoc cho 4 nguoi", "water", 4), "vi"),
    ("nhan K7Q", OnPost(About.CLAIM, "K7Q"), "vi"),
    ("có", Plain.YES, "vi"),
    ("需要4个人的水，二楼", need("4个人的水，二楼", "water", 4), "zh"),  # noqa: RUF001
    ("认领K7Q", OnPost(About.CLAIM, "K7Q"), "zh"),
    ("K7Q认领", OnPost(About.CLAIM, "K7Q"), "zh"),
    ("列表食物", Listing(category="food"), "zh"),
    ("是", Plain.YES, "zh"),
    ("أحتاج إلى الماء ل٤", need("الماء ل٤", "water", 4), "ar"),
    ("مُحْتَاج ماء", need("ماء", "water"), "ar"),
    ("سأتولى K7Q", OnPost(About.CLAIM, "K7Q"), "ar"),
    ("القائمة", Listing(), "ar"),
    ("نعم", Plain.YES, "ar"),
]


@pytest.mark.parametrize(("text", "command", "language"), IN_OTHER_LANGUAGES)
def test_every_language_has_its_own_words(
    text: str, command: Command, language: str
) -> None:
    said = understand(text)

    assert said.command == command
    assert said.language == language


def test_english_keywords_work_beside_other_languages() -> None:
    said = understand("NEED agua para mi abuela")

    assert said.command == need("agua para mi abuela", "water")
    assert said.language == "es"


@pytest.mark.parametrize(
    "text",
    [
        "NEED someone that speaks Spanish, no problem if late",
        "need to get to the hospital",
        "NECESITO algo para mi mamá, gracias por todo",
    ],
)
def test_a_keyword_counts_whatever_is_said_after_it(text: str) -> None:
    assert isinstance(understand(text).command, Post)


def test_the_end_of_a_text_says_whether_more_follows() -> None:
    said = understand("NEED diapers and also the blue …")

    assert said.command == Post(
        Kind.NEED, "diapers and also the blue", "care", None, True
    )


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("NEED water for 4", 4),
        ("NEED water for four people", 4),
        ("NEED 3 large adult diapers", 3),
        ("NEED water x2", 2),
        ("NEED water 2x, apt 7", 2),
        ("NEED a ride at 6", None),
        ("NEED water on floor 3", None),
        ("NEED a bed for 2 nights, apt 4", 2),
        ("NEED water for 3 days", None),
        ("NEED water, call 555 0123", None),
        ("NEED water for 4000", None),
    ],
)
def test_a_number_counts_people_or_things_but_no_hours_and_doors(
    text: str, quantity: int | None
) -> None:
    command = understand(text).command

    assert isinstance(command, Post)
    assert command.quantity == quantity


@pytest.mark.parametrize(
    "text",
    [
        "need to sleep",
        "still raining here",
        "met the new nurse today",
        "note that the door is open",
        "claim your prize",
        "ok see you tomorrow at the park",
        "list of people who came yesterday is on the door",
        "more rain tonight they say",
        "sos un genio",
        "lista de asistencia en la puerta",
        "xong rồi nha",
        "done",
        "need anything?",
        "can you come over",
        "K7Q is met. Good to hear!",
        "ok 3 in the car",
    ],
)
def test_ordinary_words_that_begin_like_a_command_are_none(text: str) -> None:
    assert isinstance(understand(text).command, Unclear)


@pytest.mark.parametrize(
    "text",
    [
        "need a hand?",
        "Need more water?",
        "need more coffee lol",
        "need is over",
        "bezwen dlo?",
        "需要帮忙吗?",
    ],
)
def test_what_may_be_talk_is_offered_back(text: str) -> None:
    command = understand(text).command
    assert isinstance(command, Guess | Unclear)


@pytest.mark.parametrize(
    "text",
    [
        "NEED water for 4. Can you help?",
        "need insulin, still waiting for the doctor",
        "NEED hot coffee for volunteers",
        "OFFER hot coffee",
    ],
)
def test_a_need_with_other_words_beside_it_is_one(text: str) -> None:
    assert isinstance(understand(text).command, Post)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("claim", OnPost(About.CLAIM, "")),
        ("claim 5xz", OnPost(About.CLAIM, "5X7")),
        ("need", need("", "other")),
        ("lang klingon", Language(None)),
        ("SOS", Sos("")),
    ],
)
def test_half_a_command_is_understood_as_far_as_it_goes(
    text: str, command: Command
) -> None:
    assert understand(text).command == command


def test_an_sos_is_heard_whatever_follows() -> None:
    said = understand("SOS my mother fell, I can't tell whether she is alive lol no")

    assert isinstance(said.command, Sos)


EXAMPLES = [*COMMANDS, *SAME, *(text for text, _, _ in IN_OTHER_LANGUAGES)]
SIGNS = st.sampled_from(["", " ", "!", ".", " 🙏", "  ", ":", ","])


@given(
    st.sampled_from([each for each in EXAMPLES if not each.endswith("?")]),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    SIGNS,
    SIGNS,
)
def test_what_is_understood_is_understood_in_another_dress(
    text: str, dress: object, before: str, after: str
) -> None:
    assert callable(dress)
    first = understand(text).command
    second = understand(before + dress(text) + after).command

    assert type(second) is type(first)
    match first, second:
        case Post(), Post():
            same = (first.kind, first.category, first.quantity)
            assert (second.kind, second.category, second.quantity) == same
        case OnPost(), OnPost():
            assert (second.about, second.short_id) == (first.about, first.short_id)
        case Sos(), Sos():
            pass
        case _:
            assert second == first


@given(st.text(st.characters()))
def test_every_text_is_understood_as_something(text: str) -> None:
    said = understand(text)

    if isinstance(said.command, Post | Guess):
        post = said.command.post if isinstance(said.command, Guess) else said.command
        assert post.quantity is None or 1 <= post.quantity <= 250


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x07\x1b[2J",
        "\u202e\u202d\u2066",
        "\ud800\udfff",
        "😀" * 3000,
        "Z" + "\u0335\u0301" * 5000,
        "a" * 10_000,
        "@" * 10_000,
        "…" * 999,
        "½²①🄰",
        "\u200d\ufe0f",
    ],
)
def test_what_says_nothing_is_unclear(text: str) -> None:
    assert isinstance(understand(text).command, Unclear)
