"""One keep code typed, and several posts and claims that it may be of."""

from __future__ import annotations

from contextlib import suppress

import pytest

from hub.domain.guesses import (
    FREE_GUESSES,
    MOST_DEVICES,
    GuessesByDevice,
    TooManyGuesses,
)
from hub.domain.ids import RecordId
from hub.service import HubService, NoSuchPost, WrongCode
from hub.service.steps import claim
from tests.conftest import ManualClock

NEED = {"kind": "need", "category": "tools", "text": "A ladder"}
WRONG = "222-222"


@pytest.fixture
def ours(service: HubService) -> dict[RecordId, str]:
    """A post and two claims, with their codes."""
    post = service.post(NEED, b"post")
    claims = [claim(service, post.post_id, "", 6, key) for key in (b"1", b"2")]
    return {
        post.post_id: post.keep_code,
        **{each.claim_id: each.keep_code for each in claims},
    }


def _guess(service: HubService, records: list[RecordId], times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongCode):
            service.whose(records, WRONG)


def test_a_code_tells_whose_it_is(
    service: HubService, ours: dict[RecordId, str]
) -> None:
    for record, code in ours.items():
        assert service.whose(ours, code) == record


def test_a_wrong_code_counts_once_against_each(
    service: HubService, ours: dict[RecordId, str]
) -> None:
    _guess(service, list(ours), FREE_GUESSES)

    for record, code in ours.items():
        with pytest.raises(TooManyGuesses):
            service.prove(record, code)


def test_a_right_code_charges_nobody(
    service: HubService, ours: dict[RecordId, str]
) -> None:
    first, *_, last = ours

    for _ in range(FREE_GUESSES + 1):
        service.whose(ours, ours[last])

    service.prove(first, ours[first])


def test_a_code_opens_its_own_while_another_is_guessed_at(
    service: HubService, ours: dict[RecordId, str]
) -> None:
    post, guessed, other = ours
    _guess(service, [guessed], FREE_GUESSES)

    assert service.whose(ours, ours[other]) == other
    assert service.whose(ours, ours[post]) == post


def test_a_code_that_may_be_of_one_that_has_to_wait_is_asked_to_wait(
    service: HubService, ours: dict[RecordId, str], clock: ManualClock
) -> None:
    _, guessed, _ = ours
    _guess(service, [guessed], FREE_GUESSES)

    with pytest.raises(TooManyGuesses) as waiting:
        service.whose(ours, ours[guessed])

    clock.now += waiting.value.wait_s
    assert service.whose(ours, ours[guessed]) == guessed


def test_what_was_written_elsewhere_has_no_code_here(service: HubService) -> None:
    with pytest.raises(NoSuchPost):
        service.whose([RecordId(77, 1)], WRONG)
    with pytest.raises(NoSuchPost):
        service.whose([], WRONG)


def test_strangers_who_guess_keep_out_no_other_device(
    service: HubService, ours: dict[RecordId, str]
) -> None:
    for number in range(6):
        for _ in range(FREE_GUESSES + 1):
            with suppress(WrongCode, TooManyGuesses):
                service.whose(ours, WRONG, b"stranger %d" % number)

    for record, code in ours.items():
        with pytest.raises(WrongCode):
            service.prove(record, WRONG, b"writer's new phone")
        service.prove(record, code, b"writer's new phone")


def test_many_devices_guess_hardly_more_than_one() -> None:
    guesses: GuessesByDevice[str] = GuessesByDevice()
    day_s, guessed = 24 * 3600, 0
    for minute in range(day_s // 60):
        for number in range(2 * MOST_DEVICES):
            with suppress(TooManyGuesses):
                guesses.check("post", b"%d" % number, 60.0 * minute)
                guesses.failed("post", b"%d" % number, 60.0 * minute)
                guessed += 1
        guesses.right("post", b"the writer")  # who comes back loosens nothing

    assert MOST_DEVICES < guessed <= MOST_DEVICES * FREE_GUESSES + 24


def test_a_proof_is_of_one_code_and_one_record_that_is_held(
    service: HubService, ours: dict[RecordId, str]
) -> None:
    post, other, _ = ours
    proof = service.proof(post, ours[post])

    assert service.is_proof(post, ours[post], proof)
    assert not service.is_proof(post, WRONG, proof)
    assert not service.is_proof(other, ours[post], proof)
    assert not service.is_proof(post, ours[post], "")
    gone = RecordId(service.origin, 99)
    assert not service.is_proof(gone, WRONG, service.proof(gone, WRONG))
