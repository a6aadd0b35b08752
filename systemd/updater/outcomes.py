"""How an update can end, and the plain words for it; nothing else. The hub knows the
same names (hub/updates.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Outcome(StrEnum):
    """By the name that stands in the file for the hub's pages."""

    INSTALLED = "installed"
    IN_PART = "in_part"
    ALREADY = "already"
    BACK = "back"
    NOTHING_THERE = "nothing_there"
    UNSIGNED = "unsigned"
    NO_KEY = "no_key"
    STRANGER = "stranger"
    NOT_UNDERSTOOD = "not_understood"
    OLDER = "older"
    WRONG_MACHINE = "wrong_machine"
    WRONG_PYTHON = "wrong_python"
    NO_ROOM = "no_room"
    GONE = "gone"
    TORN = "torn"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    CARD = "card"
    FAILED = "failed"
    NO_WAY_BACK = "no_way_back"
    BUSY = "busy"


GOOD = frozenset({Outcome.INSTALLED, Outcome.ALREADY, Outcome.BACK})

WORDS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.INSTALLED: "Version {version} is installed and at work.",
        Outcome.IN_PART: "Version {version} is installed and at work, but not all of "
        "it: the lines above say what is missing.",
        Outcome.ALREADY: "Version {version} is installed already. Nothing was changed.",
        Outcome.BACK: "The hub has gone back to {version}.",
        Outcome.NOTHING_THERE: "There is no update at this place ({why}). Nothing was "
        "changed.",
        Outcome.UNSIGNED: "{what} has no signature beside it, so nobody can tell who "
        "made it. Nothing was changed.",
        Outcome.NO_KEY: "This hub knows no publisher's key yet, so it can't tell who "
        "made an update. Nothing was changed. Get the file NAME.pub from people you "
        "trust, best by hand, and put it into {keys}",
        Outcome.STRANGER: "{what} is not signed by anybody this hub trusts, or was "
        "changed since. Nothing was changed.",
        Outcome.NOT_UNDERSTOOD: "{what} is signed, but in a form that this hub does "
        "not know. Nothing was changed.",
        Outcome.OLDER: "{what} is version {version}. This hub had a newer one. Nothing "
        "was changed. To take it all the same: sudo porchlight-update --older …",
        Outcome.WRONG_MACHINE: "{what} is for other kinds of computers ({wanted}), and "
        "this one is {found}. Nothing was changed.",
        Outcome.WRONG_PYTHON: "{what} is for Python {wanted}, and this system has "
        "{found}. Nothing was changed.",
        Outcome.NO_ROOM: "There is too little room on the card for {what_small}: it "
        "takes {wanted_mb} MB. The hub runs as before. Make room and try again.",
        Outcome.GONE: "{what} could not be read to its end. Was it pulled out? Nothing "
        "was changed.",
        Outcome.TORN: "{what} is torn: a part is missing. Nothing was changed.",
        Outcome.DAMAGED: "{what} is damaged, or is not what was signed. Nothing was "
        "changed.",
        Outcome.UNSAFE: "{what} has something in it that no update should have "
        "({found}). Nothing was changed.",
        Outcome.CARD: "The card takes nothing new ({why}). The hub runs as before.",
        Outcome.FAILED: "{what}, version {version}, does not work on this hub: the "
        "lines above say why. The version before goes on running.",
        Outcome.NO_WAY_BACK: "There is no whole version from before to go back to. "
        "Nothing was changed.",
        Outcome.BUSY: "Another update is at work. Wait until it has ended.",
    }
)


@dataclass(frozen=True, slots=True)
class Result:
    """How it ended; `words` for a person."""

    outcome: Outcome
    words: str

    @property
    def is_good(self) -> bool:
        """Whether nobody has to see to anything."""
        return self.outcome in GOOD


class Refused(Exception):
    """An update, or the way back, was not taken: nothing that runs was changed."""

    def __init__(self, outcome: Outcome, **facts: object) -> None:
        """`facts`: what the outcome's words ask for, but for what was offered."""
        super().__init__(outcome.value)
        self.outcome = outcome
        self.facts = facts


def told(outcome: Outcome, what: str, **facts: object) -> Result:
    """A result in words; `what`: what was offered, as a sentence's beginning."""
    small = what[:1].lower() + what[1:]
    return Result(outcome, WORDS[outcome].format(what=what, what_small=small, **facts))
