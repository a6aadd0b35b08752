"""The radios that this hub knows: their languages, what is theirs, how they are; kept
privately, written seldom, forgotten after a month. Nothing of it becomes a record.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import replace

from hub.domain.ids import PostId
from hub.mesh.texting.check_ins import calls_for_help, with_latest, worth_of
from hub.service import Clocks, LedgerUnavailable
from hub.service.radios import CheckIn, Heard, KeptRadio, Owned, RadioLedger

DAY_S = 24 * 3600.0
FORGET_S = 30 * DAY_S
FORGET_CHECK_IN_S = 7 * DAY_S
"""Who was well a week ago says nothing of today."""

LOOK_EVERY_S = 6 * 3600.0

MAX_RADIOS = 400
MAKE_ROOM = 40
"""Where there are too many, those go of which least is known, the ones silent for
longest first, so many at once: what is forgotten is taken out of the store's copies
too, and these are written whole."""

MAX_OWNED = 40

logger = logging.getLogger(__name__)


class Neighbours:
    """The radios of one hub. For one thread. What the disk refuses is kept in memory
    until it takes something of that radio again."""

    def __init__(self, ledger: RadioLedger, clocks: Clocks) -> None:
        """Read who is known."""
        self._ledger = ledger
        self._clocks = clocks
        self._lived_s = ledger.lived_s() - clocks.monotonic()
        self._known = {each.number: each for each in ledger.radios()}
        self._look_at = float("-inf")

    def __len__(self) -> int:
        return len(self._known)

    def language(self, radio: int) -> str | None:
        """What its neighbour chose."""
        known = self._known.get(radio)
        return known.language if known is not None else None

    def is_blocked(self, radio: int) -> bool:
        """Whether stewards asked not to listen to it."""
        known = self._known.get(radio)
        return known is not None and known.blocked

    def owned_by(self, radio: int, post: PostId) -> Iterator[Owned]:
        """What that radio made of a post: the post itself, or a claim on it."""
        known = self._known.get(radio)
        mine = known.owned if known is not None else ()
        return (each for each in mine if each.post == post)

    def all_owned(self) -> list[tuple[int, Owned]]:
        """Every post and claim made by a radio, the radio before it."""
        return [
            (each.number, own) for each in self._known.values() for own in each.owned
        ]

    def is_same(self, radio: int, key: bytes) -> bool:
        """Whether no other key of that radio is known."""
        known = self._known.get(radio)
        return known is None or known.key in (b"", key)

    def is_settled(self, radio: int, key: bytes) -> bool:
        """Whether that radio is known by that key for longer than a day: whoever makes
        keys to flood a hub has to begin the day before."""
        known = self._known.get(radio)
        if known is None or not key or known.key != key or known.key_heard is None:
            return False
        return self._age_s(known.key_heard) > DAY_S

    def speak(self, radio: int, language: str, key: bytes = b"") -> None:
        """Its neighbour chose a language."""
        known = self._of(radio)
        if known.language != language:
            self._keep(replace(known, language=language), key)

    def own(self, radio: int, owned: Owned) -> None:
        """It made a post or a claim; one that is known is proved, should this be."""
        known = self._of(radio)
        earlier = [each for each in known.owned if each.record == owned.record]
        if not earlier:
            kept = (*known.owned, owned)[-MAX_OWNED:]
            self._keep(replace(known, owned=kept), owned.key)
        elif owned.verified and not earlier[0].verified:
            kept = tuple(_proved(each, owned) for each in known.owned)
            self._keep(replace(known, owned=kept), owned.key)

    def is_news(self, radio: int, *, well: bool, words: str, verified: bool) -> bool:
        """Whether it did not say just that of its neighbour within the hour."""
        now = CheckIn(well, self._now(), verified, words)
        same = (
            replace(each, heard=now.heard) == now and not self._is_old(each)
            for each in self._of(radio).check_ins[-1:]
        )
        return not any(same)

    def check_in(
        self, radio: int, *, well: bool, words: str, verified: bool, key: bytes = b""
    ) -> None:
        """It said how its neighbour is; the same said again is nothing new."""
        if not self.is_news(radio, well=well, words=words, verified=verified):
            return
        known = self._of(radio)
        now = CheckIn(well, self._now(), verified, words)
        self._keep(replace(known, check_ins=with_latest(known.check_ins, now)), key)

    def calls_for_help(self, radio: int) -> bool:
        """Whether the last that it said of its neighbour is a call for help."""
        said = self._of(radio).check_ins
        return bool(said) and not said[-1].well

    def open_calls(self) -> int:
        """How many radios called for help within a day and were not well since; from
        any thread."""
        known = list(self._known.values())
        day = [
            [said for said in each.check_ins if self._age_s(said.heard) <= DAY_S]
            for each in known
        ]
        return sum(map(calls_for_help, day))

    def mute(self, radio: int) -> None:
        """It used up its answers: stewards may want to know whose texts never end.

        A radio of which nothing else is kept is not kept for that, nor one for longer:
        its number may be made up."""
        known = self._known.get(radio)
        if known is not None:
            self._put(replace(known, muted=known.muted + 1))

    def block(self, radio: int, *, blocked: bool) -> None:
        """Stewards ask not to listen to it, or to listen again; of a blocked one
        nothing else is kept. Raises LedgerUnavailable."""
        kept = KeptRadio(radio, self._now(), blocked=blocked)
        if blocked:
            self._ledger.forget_radios((), [kept])
            self._known[radio] = kept
        elif self.is_blocked(radio):
            self._ledger.forget_radios([radio])
            del self._known[radio]

    def tidy(self) -> None:
        """Forget what is old, now and then."""
        now = self._clocks.monotonic()
        if now < self._look_at:
            return
        self._look_at = now + LOOK_EVERY_S
        known = [each for each in self._known.values() if not each.blocked]
        old = [each.number for each in known if self._age_s(each.heard) > FORGET_S]
        less = [
            replace(each, check_ins=fresh)
            for each in known
            if each.number not in old
            and (fresh := self._fresh(each.check_ins)) != each.check_ins
        ]
        if old or less:
            self._forget(old, less)

    # -- inside -------------------------------------------------------------

    def _of(self, radio: int) -> KeptRadio:
        known = self._known.get(radio)
        return known if known is not None else KeptRadio(radio, self._now())

    def _now(self) -> Heard:
        lived_s = self._lived_s + self._clocks.monotonic()
        return Heard(self._clocks.wall(), lived_s)

    def _age_s(self, heard: Heard) -> float:
        """How long ago that was at the least; by the wall's clock too, where somebody
        vouches for it: what lay in a drawer for a year is to be forgotten."""
        now = self._now()
        by_wall = now.at - heard.at if now.at and heard.at else 0.0
        return max(now.lived_s - heard.lived_s, by_wall)

    def _is_old(self, check_in: CheckIn) -> bool:
        return self._age_s(check_in.heard) > 3600.0

    def _fresh(self, check_ins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
        return tuple(
            each for each in check_ins if self._age_s(each.heard) <= FORGET_CHECK_IN_S
        )

    def _keep(self, radio: KeptRadio, key: bytes) -> None:
        kept = replace(radio, heard=self._now())
        if key and not kept.key:
            kept = replace(kept, key=key, key_heard=kept.heard)
        if kept.number not in self._known and len(self._known) >= MAX_RADIOS:
            self._make_room(kept)
            if len(self._known) >= MAX_RADIOS:
                return
        self._put(kept)

    def _put(self, radio: KeptRadio) -> None:
        self._known[radio.number] = radio
        with _owing():
            self._ledger.keep_radio(radio)

    def _make_room(self, fresh: KeptRadio) -> None:
        """From those that are worth no more than the one to be kept."""
        worth, known = worth_of(fresh), self._known.values()
        silent = sorted(
            (each for each in known if not each.blocked and worth_of(each) <= worth),
            key=lambda each: (worth_of(each), each.heard.lived_s),
        )
        self._forget([each.number for each in silent[:MAKE_ROOM]], [])

    def _forget(self, numbers: list[int], less: list[KeptRadio]) -> None:
        for number in numbers:
            del self._known[number]
        for radio in less:
            self._known[radio.number] = radio
        with _owing():
            self._ledger.forget_radios(numbers, less)


def _proved(known: Owned, by: Owned) -> Owned:
    if known.record != by.record:
        return known
    return replace(known, verified=True, packet=by.packet, key=by.key)


@contextlib.contextmanager
def _owing() -> Iterator[None]:
    try:
        yield
    except LedgerUnavailable as error:
        logger.error("what was texted is kept in memory only: %s", error)
