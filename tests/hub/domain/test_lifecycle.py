"""What becomes of a post: its steps, who may take them, what time does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    Arranged,
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Corrected,
    Lifetime,
    Noted,
    Outcome,
    PartlyMet,
    Released,
    Renewed,
    Thanked,
    Urgency,
)
from hub.domain.expiry import (
    HOUR_S,
    LIFETIMES_S,
    State,
    ask_still_needed,
    claim_ran_out,
    moment_of,
    state_at,
    time_left_s,
)
from hub.domain.ids import ClaimId, RecordId
from tests.hub.domain.neighbourhood import (
    ANAS,
    ASH,
    BENS,
    BREAD,
    ELM,
    OAK,
    POST,
    RIDES,
    Neighbourhood,
    at_age,
    at_ages,
)

CLAIM = Claimed(POST, 12, "Ana")
Said = tuple[int, Change]
TAKEN: list[Said] = [(OAK, CLAIM), (ELM, ClaimHeard(ANAS))]
AGREED: list[Said] = [*TAKEN, (ELM, Arranged(ANAS))]
HALF: list[Said] = [*AGREED, (ELM, PartlyMet(POST, 2))]


def _story(*said: Said) -> Neighbourhood:
    neighbourhood = Neighbourhood()
    for origin, change in said:
        neighbourhood.say(origin, change)
    return neighbourhood


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([], State.OPEN),
        ([(OAK, CLAIM)], State.CLAIMED),
        (TAKEN, State.CLAIMED),
        ([*TAKEN, (OAK, Released(ANAS))], State.OPEN),
        ([*TAKEN, (ELM, Released(ANAS))], State.OPEN),
        (AGREED, State.ARRANGED),
        ([*AGREED, (OAK, Released(ANAS))], State.OPEN),
        (HALF, State.PARTLY_MET),
        ([*HALF, (OAK, Released(ANAS))], State.PARTLY_MET),
        ([*HALF, (ELM, Closed(POST, Outcome.MET))], State.MET),
        ([(ELM, Closed(POST, Outcome.WITHDRAWN))], State.WITHDRAWN),
        ([*TAKEN, (ELM, Closed(POST, Outcome.DONE_BY_OTHERS))], State.DONE_BY_OTHERS),
        ([(ELM, Closed(POST, Outcome.MET)), (OAK, CLAIM)], State.MET),
        ([(ELM, Renewed(POST))], State.OPEN),
        ([(ELM, Corrected(POST, text="Cake"))], State.OPEN),
        ([(ELM, Noted(POST, "Ring twice"))], State.OPEN),
    ],
)
def test_each_step_leads_to_its_state(said: list[Said], state: State) -> None:
    assert _story(*said).state() is state


@pytest.mark.parametrize(
    "change",
    [
        Arranged(ANAS),
        ClaimHeard(ANAS),
        Released(ANAS),
        PartlyMet(POST, 2),
        Closed(POST, Outcome.WITHDRAWN),
        Renewed(POST),
        Corrected(POST, text="Cake"),
        Noted(POST, "In the writer's name"),
        Noted(POST, "In Ana's name", ANAS, from_writer=False),
        Noted(POST, "In no name", from_writer=False),
        Thanked(POST, "Thanks to me"),
    ],
)
def test_a_hub_that_has_no_part_in_it_changes_nothing(change: Change) -> None:
    before = _story((OAK, CLAIM))
    after = _story((OAK, CLAIM), (ASH, change))

    assert after.post() == before.post()


def test_the_first_ending_stands() -> None:
    story = _story(
        (ELM, Closed(POST, Outcome.MET)), (ELM, Closed(POST, Outcome.WITHDRAWN))
    )

    assert story.state() is State.MET


def test_of_each_field_the_latest_correction_stands() -> None:
    post = _story(
        (ELM, Corrected(POST, text="Cake", urgency=Urgency.NOW)),
        (ELM, Corrected(POST, text="Rice", category=CATEGORIES["meals"], quantity=3)),
    ).post()

    assert post.posted == replace(
        BREAD,
        text="Rice",
        urgency=Urgency.NOW,
        category=CATEGORIES["meals"],
        quantity=3,
    )


def test_a_more_pressing_post_does_not_expire_sooner() -> None:
    post = _story((ELM, Corrected(POST, urgency=Urgency.NOW))).post()

    assert post.posted.lifetime is BREAD.lifetime


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ([], 6),
        ([PartlyMet(POST, 2)], 2),
        ([PartlyMet(POST, 4), PartlyMet(POST, 1)], 1),
        ([PartlyMet(POST)], None),
        ([PartlyMet(POST, 2), Corrected(POST, quantity=9)], 9),
        ([Corrected(POST, quantity=9)], 9),
    ],
)
def test_what_is_left_is_what_the_writer_said_last(
    changes: list[Change], left: int | None
) -> None:
    story = Neighbourhood(replace(BREAD, quantity=6)).say(ELM, *changes)

    assert story.post().quantity_left == left


# -- claims -----------------------------------------------------------------


def _holders(story: Neighbourhood) -> list[ClaimId]:
    return [claim.id for claim in story.post().claims]


def test_of_two_claims_the_one_that_the_posts_hub_heard_first_holds_it() -> None:
    story = _story((OAK, CLAIM), (ASH, CLAIM))
    assert _holders(story) == [ANAS, BENS]  # until its hub has heard them

    story.say(ELM, ClaimHeard(BENS))
    assert _holders(story) == [BENS, ANAS]

    story.say(ELM, ClaimHeard(ANAS))
    assert _holders(story) == [BENS, ANAS]


def test_a_claim_at_the_posts_own_hub_is_heard_as_it_is_made() -> None:
    story = _story((ELM, CLAIM), (OAK, CLAIM), (ELM, ClaimHeard(ANAS)))

    assert _holders(story) == [ClaimId(ELM, 2), ANAS]
    assert all(claim.heard for claim in story.post().claims)


def test_a_claim_heard_twice_keeps_its_place() -> None:
    story = _story((OAK, CLAIM), (ASH, CLAIM))
    story.say(ELM, ClaimHeard(BENS), ClaimHeard(ANAS), ClaimHeard(BENS))

    assert _holders(story) == [BENS, ANAS]


def test_a_backup_holds_it_when_the_first_hands_it_back() -> None:
    story = _story((OAK, CLAIM), (ASH, CLAIM), (OAK, Released(ANAS)))

    moment = moment_of(story.post(), at_age(0))

    assert moment.holder is not None
    assert moment.holder.id == BENS
    assert moment.backups == ()
    assert moment.state is State.CLAIMED


def test_whom_the_writer_arranged_it_with_holds_it() -> None:
    story = _story((OAK, CLAIM), (ASH, CLAIM), (ELM, Arranged(BENS)))

    assert _holders(story) == [BENS, ANAS]


def test_an_offer_that_stands_stays_open_for_the_next() -> None:
    story = Neighbourhood(RIDES).say(OAK, CLAIM)

    assert story.state() is State.OPEN
    assert _holders(story) == [ANAS]


# -- notes and thanks -------------------------------------------------------


def test_notes_come_from_the_writer_and_from_who_claimed() -> None:
    post = _story(
        (OAK, CLAIM),
        (OAK, Noted(POST, "At six?", ANAS, from_writer=False)),
        (ELM, Noted(POST, "Yes", ANAS)),
        (ELM, Thanked(POST, "Thank you!")),
    ).post()

    assert [(note.text, note.from_writer) for note in post.notes] == [
        ("Yes", True),
        ("At six?", False),
    ]
    assert post.thanks == ("Thank you!",)


def test_who_claimed_another_post_has_no_say_in_this_one() -> None:
    post = _story(
        (ELM, BREAD),
        (OAK, Claimed(replace(POST, sequence=2), 12)),
        (OAK, Noted(POST, "Hello", ANAS, from_writer=False)),
    ).post()

    assert post.notes == ()


def test_a_note_of_one_who_handed_it_back_stays() -> None:
    post = _story(
        (OAK, CLAIM),
        (OAK, Noted(POST, "So sorry", ANAS, from_writer=False)),
        (OAK, Released(ANAS)),
    ).post()

    assert [note.text for note in post.notes] == ["So sorry"]


# -- time -------------------------------------------------------------------


def test_a_claim_runs_out_after_its_hours_and_asks() -> None:
    story = _story(*TAKEN)
    claim = story.post().claims[0]

    assert story.state(age_h=12) is State.CLAIMED
    assert story.state(age_h=12.1) is State.OPEN
    assert claim_ran_out(claim, at_age(12.1))
    assert moment_of(story.post(), at_age(12.1)).ran_out == (claim,)


def test_a_backup_holds_it_when_the_first_claim_runs_out() -> None:
    story = _story((OAK, CLAIM), (ASH, CLAIM))
    times = at_ages({POST: 14, ANAS: 13, BENS: 2})

    moment = moment_of(story.post(), times)

    assert moment.holder is not None
    assert moment.holder.id == BENS
    assert [claim.id for claim in moment.ran_out] == [ANAS]


@pytest.mark.parametrize("lifetime", LIFETIMES_S)
def test_a_post_expires_after_its_lifetime(lifetime: Lifetime) -> None:
    story = Neighbourhood(replace(BREAD, lifetime=lifetime))
    life_h = LIFETIMES_S[lifetime] / HOUR_S

    assert story.state(age_h=life_h) is State.OPEN
    assert story.state(age_h=life_h + 0.1) is State.EXPIRED


@pytest.mark.parametrize(
    ("lifetime", "asked_from_h"),
    [(Lifetime.SIX_HOURS, 4), (Lifetime.DAY, 19.2), (Lifetime.WEEK, 134.4)],
)
def test_the_writer_is_asked_in_good_time_whether_it_is_still_needed(
    lifetime: Lifetime, asked_from_h: float
) -> None:
    post = Neighbourhood(replace(BREAD, lifetime=lifetime)).post()
    life_h = LIFETIMES_S[lifetime] / HOUR_S

    assert not ask_still_needed(post, at_age(asked_from_h - 0.1))
    assert ask_still_needed(post, at_age(asked_from_h + 0.1))
    assert ask_still_needed(post, at_age(life_h))
    assert not ask_still_needed(post, at_age(life_h + 0.1))
    assert not ask_still_needed(post, at_age(life_h, trusted=False))


def test_the_answer_gives_it_its_lifetime_again() -> None:
    story = _story((ELM, Renewed(POST)))
    times = at_ages({POST: 40, RecordId(ELM, 2): 18})

    assert state_at(story.post(), times) is State.OPEN
    assert not ask_still_needed(story.post(), times)
    assert time_left_s(story.post(), times) == 6 * HOUR_S


def test_a_post_that_is_over_is_not_asked_about() -> None:
    story = _story((ELM, Closed(POST, Outcome.MET)))

    assert not ask_still_needed(story.post(), at_age(23))
    assert story.state(age_h=1000) is State.MET


def test_a_standing_offer_has_no_end() -> None:
    story = Neighbourhood(RIDES)

    assert story.state(age_h=1e6) is State.OPEN
    assert time_left_s(story.post(), at_age(1e6)) is None
    assert not ask_still_needed(story.post(), at_age(1e6))


@given(st.floats(-1e9, 1e9))
def test_while_the_clock_is_not_trusted_nothing_expires_or_runs_out(
    age_h: float,
) -> None:
    assert _story(*TAKEN).state(age_h, trusted=False) is State.CLAIMED
    assert _story().state(age_h, trusted=False) is State.OPEN
