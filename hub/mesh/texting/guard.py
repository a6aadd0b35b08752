"""Who is answered how often, and who may have the hub write: limits by radio and over
all, so that nobody's flood, and no other program's chatter, takes the air from others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from hub.domain.buckets import Bucket, Lately, Rate

ANSWERS = Rate(burst=8, every_s=60.0)
"""To one radio: enough to leaf through a list; a program that answers every answer has
used it up within a minute."""

WRITES = Rate(burst=5, every_s=360.0)
"""Posts, claims and other steps of one radio."""

PUZZLED = Rate(burst=2, every_s=1200.0)
"""How often one radio hears that it was not understood: 2, then 3 an hour."""

SAME_TEXT = Rate(burst=3, every_s=300.0)
"""How often one and the same text of a radio is answered."""

SOS_ANSWERS = Rate(burst=8, every_s=180.0)
SOS_WRITES = Rate(burst=10, every_s=180.0)
"""Calls for help of one radio, and what is kept and posted for them. Who is afraid says
it often, and is not left without an answer for having said other things before."""

MUTE_S, LONGEST_MUTE_S = 15 * 60.0, 4 * 3600.0
"""Who used up its answers is not answered for so long; each time twice as long."""

ALL_PROVED = Rate(burst=15, every_s=15.0)
ALL_OTHERS = Rate(burst=12, every_s=20.0)
"""Answers to all radios. Verified direct messages have theirs apart: node numbers on a
channel can be made up, and who makes them up takes only from those who text there."""

ALL_SETTLED = Rate(burst=10, every_s=30.0)
ALL_SETTLED_WRITES = Rate(burst=10, every_s=120.0)
"""Besides, for radios whose keys are known since yesterday: anybody can make keys."""

ALL_PROVED_WRITES = Rate(burst=20, every_s=60.0)
ALL_OTHERS_WRITES = Rate(burst=20, every_s=120.0)
"""What all radios have the hub write: at most 90 records an hour after a burst."""

ALL_SOS = Rate(burst=20, every_s=20.0)
ALL_SOS_WRITES = Rate(burst=40, every_s=60.0)
"""Calls for help of all radios, verified or not apart: whatever else is texted takes
nothing from them."""

MAX_SENDERS = 500
"""Remembered; the one silent for longest makes room. Some 1 kB each."""

MAX_TEXTS = 8
"""Texts of one radio that are compared."""


class Room(Enum):
    """Which limits there are for a text."""

    USUAL = "usual"
    GOING_ON = "going on"
    """MORE of an answer, or a yes: the same word is no repeated text. A radio's answers
    bound it still."""

    SOS = "sos"
    """A call for help has limits of its own alone."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose texts are counted together: a radio's verified messages, by their key, or
    what bears its number. Anybody can make that up, and takes nothing from who sends
    verified ones."""

    radio: int = field(repr=False)
    proved: bool
    key: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class _Known:
    """What is known of one sender."""

    answers: Bucket = field(default_factory=lambda: Bucket(ANSWERS))
    writes: Bucket = field(default_factory=lambda: Bucket(WRITES))
    puzzled: Bucket = field(default_factory=lambda: Bucket(PUZZLED))
    texts: Lately[str, Bucket] = field(
        default_factory=lambda: Lately(MAX_TEXTS, lambda: Bucket(SAME_TEXT))
    )
    sos: Bucket = field(default_factory=lambda: Bucket(SOS_ANSWERS))
    sos_writes: Bucket = field(default_factory=lambda: Bucket(SOS_WRITES))
    muted_until: float = float("-inf")
    mute_s: float = MUTE_S


@dataclass(slots=True)
class _Over:
    """All radios of one kind together."""

    answers: Bucket
    writes: Bucket
    sos: Bucket = field(default_factory=lambda: Bucket(ALL_SOS))
    sos_writes: Bucket = field(default_factory=lambda: Bucket(ALL_SOS_WRITES))


class Guard:
    """The limits of one hub."""

    def __init__(
        self,
        muted: Callable[[int], None],
        is_settled: Callable[[int, bytes], bool] = lambda _radio, _key: False,
    ) -> None:
        """`muted` is told which radio is not answered for a while; `is_settled`:
        whether a radio is known by that key for long."""
        self._muted = muted
        self._is_settled = is_settled
        self._settled = _Over(Bucket(ALL_SETTLED), Bucket(ALL_SETTLED_WRITES))
        self._senders: Lately[Sender, _Known] = Lately(MAX_SENDERS, _Known)
        self._proved = _Over(Bucket(ALL_PROVED), Bucket(ALL_PROVED_WRITES))
        self._others = _Over(Bucket(ALL_OTHERS), Bucket(ALL_OTHERS_WRITES))

    def may_answer(
        self, sender: Sender, text: str, now: float, room: Room = Room.USUAL
    ) -> bool:
        """Whether that text is answered; counts it. Nothing may be done for a text that
        is not answered."""
        known = self._senders[sender]
        if room is Room.SOS:
            sos = self._over(lambda each: each.sos, sender, now)
            return _take_both(known.sos, sos, now)
        return (
            now >= known.muted_until
            and (room is Room.GOING_ON or known.texts[text].take(now))
            and self._own_answer(sender.radio, known, now)
            and self._over(lambda each: each.answers, sender, now).take(now)
        )

    def may_write(self, sender: Sender, now: float, room: Room = Room.USUAL) -> bool:
        """Whether that radio may have something written; counts it."""
        known = self._senders[sender]
        if room is Room.SOS:
            sos = self._over(lambda each: each.sos_writes, sender, now)
            return _take_both(known.sos_writes, sos, now)
        writes = self._over(lambda each: each.writes, sender, now)
        return _take_both(known.writes, writes, now)

    def may_puzzle(self, sender: Sender, now: float) -> bool:
        """Whether that radio is told that it was not understood; counts it."""
        return self._senders[sender].puzzled.take(now)

    def may_tell(self, now: float) -> bool:
        """Whether somebody is told something unasked; counts as an answer."""
        return self._proved.answers.take(now)

    def _own_answer(self, radio: int, known: _Known, now: float) -> bool:
        if known.answers.take(now):
            return True
        if now - known.muted_until > LONGEST_MUTE_S:
            known.mute_s = MUTE_S
        known.muted_until = now + known.mute_s
        known.mute_s = min(2 * known.mute_s, LONGEST_MUTE_S)
        self._muted(radio)
        return False

    def _over(
        self, of: Callable[[_Over], Bucket], sender: Sender, now: float
    ) -> Bucket:
        """What all like that sender have together; where it is used up, those that are
        known for long have another."""
        shared = of(self._proved if sender.proved else self._others)
        if shared.has(now) or not sender.proved:
            return shared
        is_settled = self._is_settled(sender.radio, sender.key)
        return of(self._settled) if is_settled else shared


def _take_both(own: Bucket, over: Bucket, now: float) -> bool:
    """One from each, or none."""
    return over.has(now) and own.take(now) and over.take(now)
