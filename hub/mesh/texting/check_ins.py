"""What neighbours said of how they are: which words stay, who calls for help, and what
would be lost with a radio. Values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.service.radios import CheckIn, KeptRadio

MAX_CHECK_INS = 3


def calls_for_help(said: Sequence[CheckIn]) -> bool:
    """Whether a call stands that was not followed by a word that all is well; what
    anybody can have said does not close a call that was proved."""
    return any(
        not call.well
        and not any(each.well and each.verified >= call.verified for each in said[at:])
        for at, call in enumerate(said)
    )


def worth_of(radio: KeptRadio) -> int:
    """What would be lost with it: numbers that were made up have nothing verified, and
    most of them no post, claim or call for help."""
    owned, said = radio.owned, radio.check_ins
    if any(each.verified for each in owned) or any(each.verified for each in said):
        return 2
    return 1 if owned or any(not each.well for each in said) else 0


def with_latest(check_ins: tuple[CheckIn, ...], now: CheckIn) -> tuple[CheckIn, ...]:
    """The last few. What anybody can have said does not push out what was proved."""
    kept = [*check_ins, now]
    while len(kept) > MAX_CHECK_INS:
        unproved = [each for each in kept[:-1] if not each.verified]
        kept.remove(unproved[0] if unproved else kept[0])
    return tuple(kept)
