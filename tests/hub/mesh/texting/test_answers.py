"""The hub's answers: short whatever is put in, in every language, and never echoed."""

from __future__ import annotations

import string
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind
from hub.mesh.texting.answers import CODES, Answers, Line, is_answer
from hub.mesh.texting.answers.fitting import parts, shorten
from hub.mesh.texting.answers.languages import WORDINGS, wording_of
from hub.mesh.texting.answers.wording import Wording
from hub.mesh.texting.commands import About, OnPost, Plain, Post, Unclear
from hub.mesh.texting.parser import understand
from radio.texts import MAX_TEXT_BYTES

every_language = pytest.mark.parametrize("code", CODES)
wild = st.text(st.characters(), max_size=400)


def all_answers(code: str, words: str) -> list[str]:
    """Every answer to somebody, with the words in all its slots."""
    answers = Answers(code)
    return [
        answers.posted(words, Kind.NEED, words),
        answers.posted_already(words),
        answers.send_the_rest(),
        answers.say_what(Kind.NEED),
        answers.say_what(Kind.OFFER),
        *(answers.confirm(kind, "water") for kind in Kind),
        answers.not_posted(),
        answers.nothing_asked(),
        answers.listing([]).text,
        answers.listing([Line("K7Q", Kind.NEED, words)] * 30).text,
        answers.no_more(),
        answers.no_such(words),
        answers.several(words, [words] * 9),
        answers.which_one(About.CLAIM),
        answers.over(words),
        answers.claimed(words, words),
        answers.backup(words),
        answers.claimed_already(words),
        answers.own_post(words),
        answers.noted(words),
        answers.say_what_note(words),
        answers.met(words),
        answers.still(words),
        answers.dropped(words),
        answers.released(words),
        answers.not_writer(words),
        answers.claim_first(words),
        answers.direct_please(),
        answers.unsure_radio(),
        answers.too_many(86_400),
        answers.too_long(280),
        answers.cannot_write(),
        answers.sos_noted(),
        answers.ok_noted(),
        answers.language_set(),
        answers.which_language(),
        answers.help(),
        answers.help_more(),
        answers.unclear(),
        answers.announced(words, Kind.OFFER, words),
        answers.helper_found(words),
        answers.note_for_you(words, words),
        answers.note_waits(words),
        answers.still_needed(words, words),
    ]


def all_alerts(code: str, words: str) -> list[str]:
    """What the hub says to everybody in danger."""
    return [Answers(code).alert(words), Answers(code).alert_over(words)]


@every_language
@given(words=wild)
def test_every_answer_fits_one_text_whatever_is_put_in(code: str, words: str) -> None:
    for text in all_answers(code, words) + all_alerts(code, words):
        assert 0 < len(text.encode()) <= MAX_TEXT_BYTES


@every_language
def test_a_question_about_a_guess_names_every_category(code: str) -> None:
    for kind in Kind:
        asked = {Answers(code).confirm(kind, name) for name in CATEGORIES}

        assert len(asked) == len(CATEGORIES)
        assert all(len(each.encode()) <= MAX_TEXT_BYTES for each in asked)


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda each: each.code)
def test_no_language_lacks_an_answer_or_what_is_put_into_it(wording: Wording) -> None:
    english = wording_of("en")

    for field in fields(Wording):
        told, in_english = getattr(wording, field.name), getattr(english, field.name)
        assert told.strip(), field.name
        assert _slots(told) == _slots(in_english), field.name


def _slots(told: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(told) if name}


def test_an_unknown_language_is_answered_in_english() -> None:
    assert Answers("tlh").help() == Answers("en").help() == Answers(None).help()


def test_words_are_cut_at_the_end_of_a_word() -> None:
    text = Answers("en").posted("K7Q", Kind.NEED, "water and bread " * 20)

    assert "water and…" in text or "bread…" in text
    assert "DROP K7Q" in text


@given(st.text("añ水👨\u200d👩\u0301\ufe0f🇭🇹 ", max_size=90), st.integers(3, 120))
def test_a_cut_breaks_no_character_apart(text: str, most: int) -> None:
    cut = shorten(text, most)

    assert len(cut.encode()) <= most
    if cut != text:
        kept = cut.removesuffix("…")
        following = text[len(kept) :][:1]
        assert text.startswith(kept)
        assert not kept or following not in ("\u0301", "\ufe0f", "\u200d")
        assert not kept.endswith("\u200d")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=900))
def test_a_long_text_in_parts_loses_nothing_but_spaces(text: str) -> None:
    texts = parts(text)

    assert all(len(each.encode()) <= MAX_TEXT_BYTES for each in texts)
    assert all(each.endswith("…") for each in texts[:-1])
    joined = "".join(each.removesuffix("…") for each in texts[:-1]) + texts[-1]
    assert "".join(joined.split()) == "".join(text.split())


def test_a_list_shows_as_many_as_fit_and_says_how_many_are_left() -> None:
    lines = [Line(f"K{number}Q", Kind.NEED, "water for 4") for number in range(30)]
    page = Answers("en").listing(lines)

    assert page.shown >= 5
    assert page.text.endswith(f"MORE: {30 - page.shown} more")
    assert len(page.text.encode()) <= MAX_TEXT_BYTES


def test_the_last_page_says_nothing_of_more() -> None:
    page = Answers("en").listing([Line("K7Q", Kind.OFFER, "", "rides", taken=True)])

    assert page.text == "K7Q offer (taken): rides"
    assert page.shown == 1


@every_language
def test_a_hubs_text_is_no_command_to_another_hub(code: str) -> None:
    for text in all_answers(code, "K7Q"):
        assert is_answer(text), text
        assert isinstance(understand(text).command, Unclear), text


@pytest.mark.parametrize(
    "text",
    ["NEED water for 4", "K7Q", "CLAIM K7Q", "we have no food", "ALERT: fire", ""],
)
def test_what_people_write_is_not_taken_for_a_hubs(text: str) -> None:
    assert not is_answer(text)


@every_language
def test_the_words_in_an_answer_do_what_they_say(code: str) -> None:
    """What help shows can be sent as it stands."""
    lines = [*Answers(code).help().split("\n"), *Answers(code).help_more().split("\n")]
    commands = [understand(line.split(":")[0].split("：")[0]).command for line in lines]  # noqa: RUF001

    kinds = [each.kind for each in commands if isinstance(each, Post)]
    about = {each.about for each in commands if isinstance(each, OnPost)}
    assert kinds == [Kind.NEED, Kind.OFFER]
    assert about == set(About)
    assert Plain.MORE in commands
    assert Plain.OK in commands
