"""What one hub makes of what it hears: records to keep, to ask for, and to answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import islice

from radio.codec import frame_bytes
from radio.events import Action, Deliver, RecordsPassed
from radio.fragment import Reassembly
from radio.frame import (
    DigestFrame,
    FragmentFrame,
    PassedFrame,
    RequestFrame,
    Span,
)
from radio.hearsay import Hearsay
from radio.holdings import spans_of
from radio.outbox import Outbox
from radio.passing import Passing
from radio.record import AgedRecord, RecordName
from radio.repair import MAX_WANTED, Wants
from radio.shared import Shared

MAX_ORIGINS = 1024
"""Origins followed; records of further ones are dropped."""

MAX_UNHEARD = 4
"""Records asked for of a hub of which nothing was heard yet."""

MAX_ASKED = 256
"""Records named in one request, and answered to one: a few packets."""

FEW = 4
"""Of so few records each is sent by its own origin, if that is near."""

MAX_SENT = 6
"""Times that a record is sent within ten minutes: who asks for more has to wait."""


class Intake:
    """What one hub does with the records that it hears."""

    def __init__(
        self, shared: Shared, outbox: Outbox, count: Callable[[str], None]
    ) -> None:
        """`count` is told what happened, by the name of a counter."""
        self._origin = shared.origin
        self._holdings = shared.holdings
        self._peers = shared.peers
        self._recent = shared.recent
        self._pace = shared.pace
        self._outbox = outbox
        self._count = count
        self._reassembly = Reassembly()
        self.wants = Wants()
        self.passing = Passing(shared.origin, shared.holdings)
        self._hearsay = Hearsay(shared.holdings, self.passing)

    # -- records ------------------------------------------------------------

    def records(
        self, records: Iterable[AgedRecord], sender: int, now: float
    ) -> list[Action]:
        """Whole records came: deliver those that are new, ask for those between."""
        actions: list[Action] = []
        arrived: set[RecordName] = set()
        for aged in records:
            name = aged.record.name
            arrived.add(name)
            self._hearsay.came(name)
            self.wants.came(name)
            if self._holdings.contradicts(aged.record, self._origin):
                self._count("contradicted")
                actions.append(Deliver(aged, sender))
            elif name in self._holdings:
                self._count("known_already")
            elif self.acceptable(name):
                actions.append(Deliver(aged, sender))
        self._outbox.sent_by(sender, arrived, now)
        if any(name in self.wants for name in arrived):
            self.wants.put_off_all(self._again_at(now))
        # What came in this frame is no gap, though it is not durable yet.
        for name in sorted(arrived):
            self._notice_gap(name, arrived, now)
        return actions

    def _notice_gap(
        self, name: RecordName, arrived: set[RecordName], now: float
    ) -> None:
        if name[0] != self._origin and self.acceptable(name):
            before = self._holdings.before(name, MAX_ASKED)
            self.want([each for each in before if each not in arrived], now, sure=True)

    def acceptable(self, name: RecordName) -> bool:
        """Ours come from no other hub; absurd names are dropped."""
        ours = name[0] == self._origin
        if not ours and self._would_follow(name[0]) and self._holdings.plausible(name):
            return True
        self._count("refused")
        return False

    def _would_follow(self, origin: int) -> bool:
        return self._holdings.follows(origin) or self._holdings.origins < MAX_ORIGINS

    def want(
        self, names: Iterable[RecordName], now: float, *, sure: bool = False
    ) -> bool:
        """Ask for these soon; False if none is worth asking for.

        `sure`: a later record of that origin is here, so that these exist.
        """
        wanted = self.wants.worth_asking(names, now, sure=sure)
        wait_s = self._pace.ask_s(len(self._peers.near(now)))
        self.wants.add(wanted, now, wait_s, sure=sure)
        return bool(wanted)

    def fragment(self, frame: FragmentFrame, now: float) -> list[Action]:
        """A piece of a long record came."""
        name = (frame.origin, frame.sequence)
        self._outbox.answers.settle(name)
        if name in self._holdings or not self.acceptable(name):
            return []
        whole = self._reassembly.add(frame)
        if whole is not None:
            return self.records([whole], frame.sender, now)
        # The rest is on its way; ask if it does not come.
        wait_s = self._pace.ask_again_s(len(self._peers.near(now)))
        self.wants.add([name], now, wait_s)
        self.wants.put_off([name], now + wait_s)
        return []

    # -- digests ------------------------------------------------------------

    def digest(self, frame: DigestFrame, now: float) -> bool:
        """What another hub holds; whether we hold something else.

        What it lacks is sent to it, as if it had asked.
        """
        self._peers.said(frame)
        lacking: list[RecordName] = []
        for followed in frame.followed:
            origin = followed.origin
            if origin != self._origin:
                self._hearsay.goes_to(origin, followed.upto)
                names = self._holdings.lacking(followed, self._room_for(origin))
                lacking += [each for each in names if self.acceptable(each)]
            elif followed.upto > self._holdings.highest(self._origin):
                # It has records of ours that we don't: they were lost here.
                self._count("own_records_lost")
        wanted = self.want(lacking, now)
        lacked = self._answer(self._holdings.lacked(frame), frame.sender, now)
        return wanted or lacked

    def _room_for(self, origin: int) -> int:
        """How many records of a hub to ask for at once.

        Of one of which nothing was ever heard a few, and only while others have room:
        a lie about hubs that never were is not to keep us from asking for the rest.
        """
        if self._holdings.follows(origin):
            return MAX_ASKED
        return MAX_UNHEARD if len(self.wants) < MAX_WANTED // 2 else 0

    # -- asking and answering -----------------------------------------------

    def request(self, frame: RequestFrame, now: float) -> None:
        """Somebody asks: answer what we hold, and let them ask for what we want too."""
        held: list[RecordName] = []
        passed: list[RecordName] = []
        asked = ((each.origin, n) for each in frame.spans for n in each.sequences)
        again = self._again_at(now)
        for name in islice(asked, 4 * MAX_ASKED):
            if name in self._holdings:
                held.append(name)
            elif self._holdings.has_passed(name):
                passed.append(name)
            else:
                self.wants.put_off([name], again)
        self._answer(held, frame.sender, now)
        lowest = dict(sorted(passed, reverse=True))
        for name in lowest.items():
            turn = self._peers.turn(name, frame.sender, now)
            self.passing.asked(*name, now + self._pace.turn_s(turn, 1))

    def _answer(self, names: Iterable[RecordName], asker: int, now: float) -> bool:
        """Send those, in our turn, that were not on the air just now or too often.

        False: there are none.
        """
        self._recent.forget(now)
        worth_it = list(
            islice(
                (name for name in names if self._is_worth_sending(name, now)), MAX_ASKED
            )
        )
        if len(worth_it) > FEW:  # one hub for all of it
            of_one = len({origin for origin, _ in worth_it}) == 1
            key = worth_it[0] if of_one else (asker, 0)
            self._answer_in_turn(worth_it, key, asker, now)
        else:
            for name in worth_it:
                self._answer_in_turn([name], name, asker, now)
        return bool(worth_it)

    def _answer_in_turn(
        self, names: list[RecordName], key: RecordName, asker: int, now: float
    ) -> None:
        turn = self._peers.turn(key, asker, now)
        at = now + self._pace.turn_s(turn, len(names))
        yields = len(names) > FEW and turn > 0
        self._outbox.answers.add(names, at, yields=yields)

    def _again_at(self, now: float) -> float:
        """When to ask once more for what does not come."""
        return now + self._pace.ask_again_s(len(self._peers.near(now)))

    def _is_worth_sending(self, name: RecordName, now: float) -> bool:
        recent = self._recent
        just_now = recent.last_at(name) > now - self._pace.packet_s
        again = self._outbox.is_fresh(name) or recent.times(name) >= MAX_SENT
        return not just_now and not again

    def next_request(self, now: float, room: int) -> RequestFrame | None:
        """What is due to be asked for, in a frame of at most `room` bytes, or None."""
        names = self.wants.due(now, now + self._pace.packet_s)[:MAX_ASKED]
        if not names:
            return None
        counts = range(1, len(names) + 1)
        fitting = bisect_right(
            counts, room, key=lambda count: frame_bytes(self._asking(names[:count]))
        )
        names = names[:fitting]
        near = len(self._peers.near(now))
        wait_s = self._pace.ask_again_s(near, self.wants.tries(names))
        self.wants.asked(names, now, wait_s)
        return self._asking(names)

    def _asking(self, names: Iterable[RecordName]) -> RequestFrame:
        return RequestFrame(self._origin, tuple(spans_of(names)))

    # -- what has passed ----------------------------------------------------

    def passed(self, frame: PassedFrame, now: float) -> list[Action]:
        """Another hub says that records have passed; those we believe it of."""
        origins = {each.origin for each in frame.spans} - {self._origin}
        followed = [each for each in origins if self._would_follow(each)]
        believed = self._hearsay.passed(frame, followed, now)
        for span in believed:
            self._let_go(span)
        return [RecordsPassed(tuple(believed))] if believed else []

    def pass_over(self, span: Span) -> None:
        """Nobody needs these any more."""
        self._holdings.pass_over(span)
        self._let_go(span)

    def _let_go(self, span: Span) -> None:
        self.wants.drop(span)
        self._outbox.drop(span)
