"""The steps of the set-up, in their order. Knows no request."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

GIVEN = frozenset({"language", "name"})
"""Steps that are not asked where whoever installed the hub said it: each is a setting
of the same name."""


class Step(Enum):
    """What is asked, a page each."""

    LANGUAGE = "language"
    NAME = "name"
    STEWARD = "steward"
    WIFI = "wifi"
    RADIO = "radio"
    NETWORK = "network"

    @property
    def number(self) -> int:
        """From 1."""
        return list(Step).index(self) + 1

    @property
    def before(self) -> Step | None:
        """The one that came before it."""
        return list(Step)[self.number - 2] if self.number > 1 else None

    def after(self, answered: Collection[str]) -> Step:
        """The one that comes next; what was given with the hub is not asked again."""
        following = list(Step)[self.number :]
        return next(
            (each for each in following if each.value not in GIVEN & set(answered)),
            Step.NETWORK,
        )


def first_open(answered: Collection[str]) -> Step:
    """Where whoever comes goes on; the last step where all is answered."""
    return next((each for each in Step if each.value not in answered), Step.NETWORK)
