"""What the service refuses, as JSON: one answer for each refusal, on every route."""

from __future__ import annotations

from flask import Blueprint, Response

from hub.domain.checks import DraftInvalid
from hub.domain.guesses import TooManyGuesses
from hub.service import (
    KeyReused,
    LedgerUnavailable,
    NoSuchPost,
    NotIntroduced,
    WrongCode,
)
from hub.web import problem_words as words
from hub.web.errors import json_error
from hub.web.phrases import Phrase, phrase
from hub.web.speaking import said

Answer = Response | tuple[Response, int]


def answer_refusals(pages: Blueprint, wrong_code: Phrase = words.WRONG_CODE) -> None:
    """Let the blueprint's views leave every refusal of the service to this file."""

    def wrong(_: WrongCode) -> Answer:
        return json_error(403, said(wrong_code))

    pages.register_error_handler(DraftInvalid, _invalid)
    pages.register_error_handler(KeyReused, _reused)
    pages.register_error_handler(LedgerUnavailable, _unavailable)
    pages.register_error_handler(NoSuchPost, _unknown)
    pages.register_error_handler(NotIntroduced, _stranger)
    pages.register_error_handler(WrongCode, wrong)
    pages.register_error_handler(TooManyGuesses, _too_many)


def _invalid(invalid: DraftInvalid) -> Answer:
    found = words.problems(invalid.problems)
    problems = {name: said(problem) for name, problem in found.items()}
    return json_error(400, " ".join(problems.values()), fields=problems)


def _reused(_: KeyReused) -> Answer:
    return json_error(
        422, said(phrase("This Idempotency-Key came with another post before."))
    )


def _unavailable(_: LedgerUnavailable) -> Answer:
    return json_error(503, said(words.NOT_KEPT))


def _unknown(_: NoSuchPost) -> Answer:
    return json_error(
        404, said(phrase("There is nothing of that id that can be changed here."))
    )


def _stranger(_: NotIntroduced) -> Answer:
    return json_error(409, said(words.NOT_INTRODUCED))


def _too_many(many: TooManyGuesses) -> Answer:
    answer, status = json_error(429, said(words.wait(many.wait_s)))
    answer.headers["Retry-After"] = str(int(many.wait_s) + 1)
    return answer, status
