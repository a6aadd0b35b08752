"""What one hub makes of what it hears: records to keep, to ask for, and to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from radio.codec import frame_bytes
from radio.events import Action, Deliver
from radio.fragment import Reassembly
from radio.frame import DigestFrame, FragmentFrame, RequestFrame
from radio.holdings import Holdings, spans_of
from radio.pace import Pace
from radio.record import AgedRecord, RecordName
from radio.repair import MAX_WANTED, Answers, Wants

MAX_ORIGINS = 1024
"""Origins followed; records of further ones are dropped."""

MAX_UNHEARD = 4
"""Records asked for of a hub of which nothing was heard yet."""

MAX_ASKED = 32
"""Records named in one request: what answers it fits into a few packets."""


class Intake:
    """What one hub does with the records that it hears."""

    def __init__(
        self,
        origin: int,
        holdings: Holdings,
        answers: Answers,
        pace: Pace,
        count: Callable[[str], None],
    ) -> None:
        """`count` is told what happened, by the name of a counter."""
        self._origin = origin
        self._holdings = holdings
        self._answers = answers
        self._pace = pace
        self._count = count
        self._reassembly = Reassembly()
        self.wants = Wants()

    def records(
        self, records: Iterable[AgedRecord], sender: int, now: float
    ) -> list[Action]:
        """Whole records came: deliver those that are new, ask for those between."""
        actions: list[Action] = []
        arrived: set[RecordName] = set()
        for aged in records:
            name = aged.record.name
            arrived.add(name)
            self._answers.settle(name)
            if self._holdings.contradicts(aged.record, self._origin):
                self._count("contradicted")
                actions.append(Deliver(aged, sender))
            elif name in self._holdings:
                self._count("known_already")
            elif self.acceptable(name):
                actions.append(Deliver(aged, sender))
        # What came in this frame is no gap, though it is not durable yet.
        for name in sorted(arrived):
            self._notice_gap(name, arrived, now)
        return actions

    def _notice_gap(
        self, name: RecordName, arrived: set[RecordName], now: float
    ) -> None:
        if name[0] != self._origin and self.acceptable(name):
            before = self._holdings.before(name, MAX_ASKED)
            self.want([each for each in before if each not in arrived], now)

    def acceptable(self, name: RecordName) -> bool:
        """Ours come from no other hub; absurd names are dropped."""
        room = self._holdings.follows(name[0]) or self._holdings.origins < MAX_ORIGINS
        if name[0] != self._origin and room and self._holdings.plausible(name):
            return True
        self._count("refused")
        return False

    def want(self, names: Iterable[RecordName], now: float) -> bool:
        """Ask for these soon; False if none is worth asking for."""
        wanted = self.wants.worth_asking(names, now)
        self.wants.add(wanted, self._pace.after(now, self._pace.times.request))
        return bool(wanted)

    def fragment(self, frame: FragmentFrame, now: float) -> list[Action]:
        """A piece of a long record came."""
        name = (frame.origin, frame.sequence)
        self._answers.settle(name)
        if name in self._holdings or not self.acceptable(name):
            return []
        whole = self._reassembly.add(frame)
        if whole is not None:
            return self.records([whole], frame.sender, now)
        # The rest is on its way; ask if it does not come.
        again = self._pace.after(now, self._pace.times.retry)
        self.wants.add([name], again)
        self.wants.put_off([name], again)
        return []

    def digest(self, frame: DigestFrame, now: float) -> bool:
        """What another hub holds; whether we hold something else."""
        lacking: list[RecordName] = []
        for followed in frame.followed:
            if followed.origin != self._origin:
                names = self._holdings.lacking(
                    followed, self._room_for(followed.origin)
                )
                lacking += [name for name in names if self.acceptable(name)]
            elif followed.upto > self._holdings.highest(self._origin):
                # It has records of ours that we don't: they were lost here.
                self._count("own_records_lost")
        return self.want(lacking, now) or self._holdings.ahead_of(frame)

    def _room_for(self, origin: int) -> int:
        """How many records of a hub to ask for at once.

        Of one of which nothing was ever heard a few, and only while others have room:
        a lie about hubs that never were is not to keep us from asking for the rest.
        """
        if self._holdings.follows(origin):
            return MAX_ASKED
        return MAX_UNHEARD if len(self.wants) < MAX_WANTED // 2 else 0

    def request(self, frame: RequestFrame, now: float) -> None:
        """Somebody asks: answer what we hold, and let them ask for what we want too."""
        own: list[RecordName] = []
        others: list[RecordName] = []
        times = self._pace.times
        asked = ((each.origin, n) for each in frame.spans for n in each.sequences)
        for name in islice(asked, 4 * MAX_ASKED):
            if name in self._holdings:
                (own if name[0] == self._origin else others).append(name)
            else:
                self.wants.put_off([name], self._pace.after(now, times.retry))
        self._answers.add(own, self._pace.after(now, times.answer_own))
        self._answers.add(others, self._pace.after(now, times.answer_other))

    def next_request(self, now: float, room: int) -> RequestFrame | None:
        """What is due to be asked for, in a frame of at most `room` bytes, or None."""
        names = self.wants.due(now, now + self._pace.packet_s)[:MAX_ASKED]
        if not names:
            return None
        frame = RequestFrame(self._origin, tuple(spans_of(names)))
        while frame_bytes(frame) > room:
            names.pop()
            frame = RequestFrame(self._origin, tuple(spans_of(names)))
        self.wants.asked(names, now, self._pace.after(now, self._pace.times.retry))
        return frame
