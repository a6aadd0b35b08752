"""What the service refuses, as a page says it: the field, the words, the status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hub.domain.checks import DraftInvalid
from hub.domain.guesses import TooManyGuesses
from hub.service import LedgerUnavailable, NoSuchPost, NotIntroduced, WrongCode
from hub.web import helping_words, problem_words
from hub.web.guard import FormTrouble
from hub.web.phrases import Phrase


class CodeMissing(Exception):
    """This browser was not shown the code of that post or claim, or has forgotten."""


REFUSALS = (
    CodeMissing,
    DraftInvalid,
    FormTrouble,
    LedgerUnavailable,
    NoSuchPost,
    NotIntroduced,
    TooManyGuesses,
    WrongCode,
)
"""To be caught together; anything else is a fault of ours."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A step not taken: what to say of each field, and of `form` as a whole; `wait_s`:
    after how long it can be tried again, 0 where waiting does not help.
    """

    status: int
    problems: Mapping[str, Phrase]
    wait_s: float = 0.0

    @property
    def headers(self) -> dict[str, str]:
        """Of the answer: when to come back."""
        return {"Retry-After": str(int(self.wait_s) + 1)} if self.wait_s else {}


_SAID: Mapping[type[Exception], Refused] = MappingProxyType(
    {
        WrongCode: Refused(403, {"keep_code": problem_words.WRONG_CODE}),
        CodeMissing: Refused(403, {"keep_code": helping_words.CODE_FIRST}),
        NoSuchPost: Refused(404, {"form": helping_words.NOTHING_TO_CHANGE}),
        NotIntroduced: Refused(409, {"note": problem_words.NOT_INTRODUCED}),
        LedgerUnavailable: Refused(503, {"form": problem_words.NOT_KEPT}),
    }
)


def refused(error: Exception) -> Refused:
    """One of the refusals, in words."""
    match error:
        case FormTrouble():
            return Refused(error.code or 400, error.problems)
        case DraftInvalid():
            return Refused(400, problem_words.problems(error.problems))
        case TooManyGuesses():
            problems = {"keep_code": problem_words.wait(error.wait_s)}
            return Refused(429, problems, error.wait_s)
    return _SAID[type(error)]


def is_to_mend(error: Exception) -> bool:
    """Whether it is of what a neighbour typed, so that a page of its own can say it.

    A form of no session is kept by none, and guesses of codes are answered at once.
    """
    guessed = (CodeMissing, TooManyGuesses, WrongCode)
    return not isinstance(error, (FormTrouble, *guessed))


def typed_in(error: Exception, fields: Mapping[str, str]) -> Mapping[str, str]:
    """What the person typed, also where the form did not come whole."""
    return error.fields if isinstance(error, FormTrouble) else fields
