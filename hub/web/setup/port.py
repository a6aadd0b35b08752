"""What the set-up pages need of a hub that is set up; values and no Flask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class ChoiceRefused(Exception):
    """That can't be chosen; `field`: which one can't."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.field = name


class NotKept(Exception):
    """The hub's disk takes nothing new, or not there."""


class KeyWrong(Exception):
    """What was typed is no network's key; the message holds none of it.

    `count`: how many words there were; `wrong`: which can't be right, from 1; `right`:
    the others by their place, where some are wrong.
    """

    def __init__(
        self, count: int, wrong: Sequence[int], right: Mapping[int, str]
    ) -> None:
        super().__init__(f"{count} words")
        self.count = count
        self.wrong = tuple(wrong)
        self.right = right


class Found(Enum):
    """How it stands with the radio, as `porchlight doctor` would say it in a word."""

    NOT_WANTED = "not_wanted"
    MISSING = "missing"
    SEVERAL = "several"
    THERE = "there"
    """It is plugged in; the hub does not talk with it yet."""

    UNTRIED = "untried"
    """It is in the network, and the hub asks for it when it begins anew."""

    SILENT = "silent"
    """The hub tries to talk with it, and it does not answer."""

    NO_REGION = "no_region"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class RadioFound:
    """The radio: `device` is what it calls itself, `region` where it may be used; empty
    where nobody knows."""

    found: Found
    device: str = ""
    region: str = ""


class WifiState(Enum):
    """What can be done about the hotspot from here."""

    BY_HAND = "by_hand"
    """Nothing on this machine takes such wishes."""

    CHANGEABLE = "changeable"


@dataclass(frozen=True, slots=True)
class Wifi:
    """The hotspot as it is, or as somebody wants it. `failed`: the last change did."""

    state: WifiState
    name: str = ""
    password: str = field(default="", repr=False)
    is_wanted: bool = False
    failed: bool = False


class SetupDesk(Protocol):
    """Where the pages leave what was chosen. For all threads."""

    @property
    def is_open(self) -> bool:
        """Whether a hub is being set up."""

    @property
    def is_again(self) -> bool:
        """Whether the hub was in use before the set-up was opened."""

    @property
    def is_ending(self) -> bool:
        """Whether all is chosen and the hub is about to begin anew."""

    @property
    def is_fresh(self) -> bool:
        """Whether the hub began anew with what was chosen, and may say so."""

    @property
    def answered(self) -> frozenset[str]:
        """The steps that were answered, here or by whoever installed it."""

    @property
    def fixed(self) -> frozenset[str]:
        """What is said elsewhere, so that it can't be chosen here."""

    @property
    def code(self) -> str:
        """What admits a phone while the set-up is open; empty where nothing does."""

    def prove_code(self, typed: str, device: bytes) -> None:
        """Raises WrongCode and TooManyGuesses."""

    def choice(self, name: str) -> str:
        """What was chosen for a setting, or what it is."""

    def choose(self, step: str, choices: Mapping[str, str]) -> None:
        """Keep what a step chose. Raises ChoiceRefused and NotKept."""

    def radio(self) -> RadioFound:
        """What is there now."""

    def wifi(self) -> Wifi:
        """The hotspot."""

    def want_wifi(self, name: str, password: str) -> None:
        """Keep how somebody wants it. Raises ChoiceRefused and NotKept."""

    def key_words(self) -> Sequence[str]:
        """The network's key for the next hub; it is made if there is none.

        Raises NotKept.
        """

    def join(self, typed: str, known: Mapping[int, str]) -> None:
        """Take that network's key, typed as words or pasted.

        `known`: words that were right before; then `typed` are the missing ones.
        Raises KeyWrong and NotKept.
        """

    def finish(self) -> None:
        """All is chosen: the hub begins anew in a moment. Raises NotKept."""
