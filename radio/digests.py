"""What to say in a digest, and how: short, or in full for those who need it.

A short digest makes sense to hubs that know its roster. Who does not says its own in
full and asks; who is asked so and follows other origins says its own in full. Each
unreadable digest asks anew, so whatever is lost, hubs that differ come to read each
other; what they have once read in full they can read in short from then on.

A hub that has just started and heard nobody asks as well: who follows the same says so.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from radio.codec import frame_bytes
from radio.digest_codec import Roster, lengthen, roster_hash, shorten
from radio.frame import DigestFrame, Followed, Frame, ShortDigestFrame
from radio.holdings import Holdings

MAX_ORIGINS = 1024
"""More hubs are in no network: a roster that is longer is a lie."""

MAX_ROSTERS = 16
"""Rosters of others that are remembered, so that their short digests can be read."""

MAX_PARTS = 4
"""Packets of one digest on end; the next digest goes on from there."""

MAX_SENDERS = 16
"""Hubs whose digest in parts is put together."""


class Form(IntEnum):
    """How the next digest is to be said."""

    SHORT = 0
    FULL = 1
    ASKING = 2


@dataclass(frozen=True, slots=True)
class _Known:
    """A roster; `ours_once`: those who still have it can't read our digests now."""

    roster: Roster
    ours_once: bool


class Digests:
    """The digests of one hub: those that it says, and those that it hears."""

    def __init__(self, origin: int, holdings: Holdings) -> None:
        self._origin = origin
        self._holdings = holdings
        self._form = Form.SHORT
        self._ours: Roster = holdings.roster()
        self._known: OrderedDict[bytes, _Known] = OrderedDict()
        self._parts: OrderedDict[int, Roster] = OrderedDict()
        self._met = False
        self._greeted = False
        self._after = 0
        self._parts_left = 0

    @property
    def due(self) -> bool:
        """Whether there is something to say."""
        return self._parts_left > 0

    @property
    def greeted(self) -> bool:
        """Whether the last one heard is of a hub that follows what we do, and asks."""
        return self._greeted

    @property
    def needed(self) -> bool:
        """Whether another hub needs ours in full."""
        return self._form is not Form.SHORT

    def say(self) -> None:
        """It is time for a digest."""
        self._parts_left = MAX_PARTS

    def unsay(self) -> None:
        """Others have said the same while ours had to wait."""
        if self._after == 0:
            self._parts_left = 0

    # -- hearing ------------------------------------------------------------

    def read(self, frame: DigestFrame | ShortDigestFrame) -> DigestFrame | None:
        """A digest with its origins, or None: its roster is not known here.

        Raises MalformedFrame.
        """
        self._follow_roster()
        self._greeted = False
        if isinstance(frame, DigestFrame):
            self._full_heard(frame)
            digest: DigestFrame | None = frame
        elif frame.roster == roster_hash(self._ours):
            digest = lengthen(frame, self._ours)
            self._greeted = digest.asks
        else:
            digest = self._other_heard(frame)
        self._met = self._met or digest is not None
        return digest

    def _other_heard(self, frame: ShortDigestFrame) -> DigestFrame | None:
        """A short digest of a roster that is not ours, or not any more."""
        known = self._known.get(frame.roster)
        if known is None:
            self._need(Form.ASKING)
            return None
        self._known.move_to_end(frame.roster)
        if known.ours_once:
            self._need(Form.FULL)
        return lengthen(frame, known.roster)

    def _full_heard(self, frame: DigestFrame) -> None:
        listed = tuple(each.origin for each in frame.followed)
        alike = listed == tuple(each for each in self._ours if frame.covers(each))
        self._greeted = frame.asks and alike
        whole = self._joined(frame, listed)
        if whole == self._ours:
            self._form = Form.SHORT  # what we would have said was said
            return
        if frame.asks and not alike:
            self._need(Form.FULL)
        if whole is not None:
            self._remember(whole, ours_once=False)

    def _need(self, form: Form) -> None:
        """Say the next digest at least so, from its beginning."""
        if form > self._form:
            self._form = form
            self._after = 0

    def _joined(self, frame: DigestFrame, listed: Roster) -> Roster | None:
        """The roster that this full digest ends, if all its parts were heard."""
        before = self._parts.pop(frame.sender, ())
        if frame.after and (not before or before[-1] != frame.after):
            return None
        joined = before + listed if frame.after else listed
        if len(joined) > MAX_ORIGINS:
            return None
        if frame.last:
            return joined
        self._parts[frame.sender] = joined
        if len(self._parts) > MAX_SENDERS:
            self._parts.popitem(last=False)
        return None

    def _remember(self, roster: Roster, *, ours_once: bool) -> None:
        name = roster_hash(roster)
        self._known[name] = _Known(roster, ours_once)
        self._known.move_to_end(name)
        if len(self._known) > MAX_ROSTERS:
            self._known.popitem(last=False)

    def _follow_roster(self) -> None:
        """Origins only ever come to it, so their number tells."""
        roster = self._holdings.roster()
        if roster != self._ours:
            self._remember(self._ours, ours_once=True)
            self._ours = roster

    # -- saying -------------------------------------------------------------

    def next_frame(self, room: int) -> Frame | None:
        """The digest that is due, or as much of it as fits into `room` bytes."""
        if not self.due:
            return None
        self._follow_roster()
        followed = self._holdings.digest()
        rest = [each for each in followed if each.origin > self._after]
        count = self._fitting(rest, room)
        frame, full = self._part(rest[:count], last=count == len(rest))
        self._after = 0 if full.last else full.followed[-1].origin
        self._parts_left = 0 if full.last else self._parts_left - 1
        if full.last:
            self._form = Form.SHORT
        return frame

    def _part(
        self, followed: Sequence[Followed], *, last: bool
    ) -> tuple[Frame, DigestFrame]:
        """A part of our digest as it is to be said, and in full."""
        asks = self._form is Form.ASKING or not self._met
        full = DigestFrame(self._origin, tuple(followed), self._after, last, asks)
        if self._form is Form.SHORT and self._ours and not self._new_here:
            return shorten(full, self._ours), full
        return full, full

    @property
    def _new_here(self) -> bool:
        """Who knows of nobody but itself can be read by nobody, and is to be told."""
        return not self._met and self._ours in ((), (self._origin,))

    def _fitting(self, rest: Sequence[Followed], room: int) -> int:
        """How many of them fit into one frame: all, or the most by halving."""
        fits, too_many = 0, len(rest) + 1
        count = len(rest)
        while too_many - fits > 1:
            frame, _ = self._part(rest[:count], last=count == len(rest))
            if frame_bytes(frame) <= room:
                fits = count
            else:
                too_many = count
            count = (fits + too_many) // 2
        return max(fits, min(len(rest), 1))
