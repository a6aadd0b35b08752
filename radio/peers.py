"""The other hubs: which were heard lately, how well, and what each is known to hold.

What is said here is a guess that saves airtime; nothing is right or wrong by it.
"""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from radio.frame import DigestFrame, Followed
from radio.record import RecordName
from radio.status import PeerStatus

MAX_PEERS = 256
"""Hubs remembered as heard; the one heard longest ago makes room."""

MAX_OVERHEARD = 256
"""Records that a hub was heard sending since its last digest."""

MAX_FOLLOWED = 1024
"""Origins that a hub says it follows; one that names more begins anew."""

AWAY_S = 3 * 3600.0
"""Who was not heard for so long is not waited for. In agreement a hub speaks, or hears
another speak for it, each half an hour."""

MEMORY = 1 / 24
"""The weight of the newest frame in what is known of a link."""

FIRST_LOSS = 0.02
FIRST_FRAMES = 10
"""What is taken for a hub's loss before anything is known, and the number of frames
that weigh as much as this guess."""

LONGEST_MISS = 16
"""Counters that a frame can be ahead by because those between were lost; at a jump
that is longer, the sender has started again."""

LEAST_LOSS = 0.001
"""No link is taken for a better one."""

HOPS_KEPT = 8
"""The shortest way that one of a hub's last frames took is the way to it."""

HOPS_SURE = 3
"""So many frames of a hub tell how far it is, where there are others to go by."""

REACHED = 0.9
"""The part of the near hubs that a frame is to reach by itself."""

POOR = 0.6
"""A link that loses more is worth a repetition by other radios."""


@dataclass(slots=True)
class _Peer:
    heard_at: float = -math.inf
    counter: int | None = None
    loss: float = FIRST_LOSS
    frames: int = 0
    hops: deque[int] = field(default_factory=lambda: deque(maxlen=HOPS_KEPT))
    followed: Mapping[int, Followed] = field(default_factory=dict)
    overheard: OrderedDict[RecordName, None] = field(default_factory=OrderedDict)

    def holds(self, name: RecordName) -> bool:
        followed = self.followed.get(name[0])
        told = followed is not None and followed.holds(name[1])
        return told or name in self.overheard

    def count(self, counter: int) -> None:
        """Learn from the frames' numbers how many of them did not come."""
        missed = 0 if self.counter is None else counter - self.counter - 1
        if not 0 <= missed <= LONGEST_MISS:
            missed = 0
        self.counter = counter
        for came in (*[False] * missed, True):
            self.frames += 1
            weight = max(MEMORY, 1 / (FIRST_FRAMES + self.frames))
            self.loss += ((not came) - self.loss) * weight


class Peers:
    """What one hub knows of the others."""

    def __init__(self, origin: int) -> None:
        self._origin = origin
        self._peers: OrderedDict[int, _Peer] = OrderedDict()

    def __contains__(self, hub: int) -> bool:
        return hub in self._peers

    # -- learning -----------------------------------------------------------

    def heard(self, hub: int, counter: int, hops: int | None, now: float) -> None:
        """A frame with that number came from a hub, over so many radios."""
        peer = self._peers.setdefault(hub, _Peer())
        self._peers.move_to_end(hub)
        if len(self._peers) > MAX_PEERS:
            self._peers.popitem(last=False)
        peer.heard_at = now
        peer.count(counter)
        if hops is not None:
            peer.hops.append(hops)

    def said(self, digest: DigestFrame) -> None:
        """A hub told what it holds."""
        peer = self._peers.get(digest.sender)
        if peer is None:
            return
        kept = {
            origin: each
            for origin, each in peer.followed.items()
            if not digest.covers(origin)
        }
        said = {each.origin: each for each in digest.followed}
        too_many = len(kept) + len(said) > MAX_FOLLOWED
        peer.followed = said if too_many else kept | said
        if digest.whole:
            peer.overheard.clear()

    def agrees(
        self, hub: int, held: Iterable[Followed], unsent: Iterable[RecordName]
    ) -> None:
        """A hub holds just what we hold, but for what we have not sent."""
        kept_back = {origin for origin, _ in unsent}
        told = {each.origin: each for each in held if each.origin not in kept_back}
        if hub in self._peers:
            self._peers[hub].followed = {**self._peers[hub].followed, **told}

    def has(self, hub: int, names: Iterable[RecordName]) -> None:
        """A hub was heard sending those records."""
        peer = self._peers.get(hub)
        if peer is None:
            return
        peer.overheard |= dict.fromkeys(names)
        while len(peer.overheard) > MAX_OVERHEARD:
            peer.overheard.popitem(last=False)

    # -- asking -------------------------------------------------------------

    def near(self, now: float) -> list[int]:
        """The hubs that were heard lately."""
        return [hub for hub, peer in self._peers.items() if _is_near(peer, now)]

    def is_near(self, hub: int, now: float) -> bool:
        """Whether a hub was heard lately."""
        return hub in self._peers and _is_near(self._peers[hub], now)

    def holds(self, hub: int, name: RecordName) -> bool:
        """Whether a hub is known to hold that record."""
        return hub in self._peers and self._peers[hub].holds(name)

    def loss(self, now: float) -> float:
        """The part of the frames that get lost between two hubs, on average."""
        losses = [each.loss for each in self._peers.values() if _is_near(each, now)]
        return sum(losses) / len(losses) if losses else 0.0

    def lacked(self, name: RecordName, times: int, now: float) -> float:
        """How likely it is that some hub lacks a record which was sent so often.

        Each link is taken to lose as much one way as the other, and each frame to get
        lost independently.
        """
        nobody = 1.0
        for peer in self._peers.values():
            if _is_near(peer, now) and not peer.holds(name):
                nobody *= 1 - max(peer.loss, LEAST_LOSS) ** times
        return 1 - nobody

    def turn(self, name: RecordName, asker: int, now: float) -> int:
        """How many near hubs are before us when one is to send a record to another.

        Its origin is the first; for the others the order is another for each record,
        and the same at all hubs. Who has it is not asked: most have.
        """
        if name[0] == self._origin:
            return 0
        ours = _lot(name, self._origin)
        return sum(
            hub == name[0] or _lot(name, hub) < ours
            for hub, peer in self._peers.items()
            if hub != asker and _is_near(peer, now)
        )

    def place(self, name: RecordName, now: float) -> int:
        """How many near hubs are before us when all that heard of a record are equal.

        Its origin is the last: of it everybody knows that it holds the record.
        """
        ours = (name[0] == self._origin, _lot(name, self._origin))
        return sum(
            (hub == name[0], _lot(name, hub)) < ours
            for hub, peer in self._peers.items()
            if _is_near(peer, now)
        )

    def hops(self, now: float, *, everyone: bool = False) -> int | None:
        """How often a frame is to be repeated so that all near hubs hear it.

        As often as theirs are; once more where too little comes. None: nobody knows.
        In a crowd the farthest few are left to the hubs between, unless `everyone` is
        meant: what is asked for and answered may be about the farthest.
        """
        near = [each for each in self._peers.values() if _is_near(each, now)]
        known = sorted(_hops_to(each) for each in near if len(each.hops) >= HOPS_SURE)
        if not known and not all(each.hops for each in near):
            return None
        known = known or sorted(_hops_to(each) for each in near)
        if not known:
            return None
        return known[-1 if everyone else math.ceil(REACHED * len(known)) - 1]

    def status(self) -> dict[int, PeerStatus]:
        """What is known of each."""
        return {
            hub: PeerStatus(
                heard_at=peer.heard_at,
                hops=min(peer.hops, default=None),
                loss=peer.loss,
                followed=peer.followed,
            )
            for hub, peer in self._peers.items()
        }


def _is_near(peer: _Peer, now: float) -> bool:
    return peer.heard_at > now - AWAY_S


def _hops_to(peer: _Peer) -> int:
    return min(peer.hops) + (peer.loss > POOR)


def _lot(name: RecordName, hub: int) -> bytes:
    drawn = b"%d %d %d" % (*name, hub)
    return hashlib.blake2b(drawn, digest_size=4).digest()
