"""How much of the channel we take, and when the next frame may go. No clock.

What an hour allows us is given half as a store and half as a steady flow. So what
comes after a quiet time goes at once, what is sent in any hour stays within the share,
and after a flood nobody waits for an hour. The last of the store is kept for posts, and
the very last for alerts.
"""

from __future__ import annotations

import math
from collections import deque
from enum import Enum, IntEnum

HOUR_S = 3600.0

OWN_SHARE = 0.05
"""Of an hour's airtime: ten hubs and the rest of the mesh have room beside us."""

DUTY_MARGIN = 0.8
"""Of what the region allows: the radio also sends for others, and of itself."""

BUSY, FULL = 0.25, 0.4
"""Channel utilisation by others from which we take half, and nothing but for alerts.
The firmware's own limits (airtime.h), which it does not apply to what a host sends."""

STALE_S = 900.0
"""A report of the radio counts for so long. Radios tell each minute."""

WINDOW_S = 60.0
"""What a radio's channel utilisation is about; our own frames are in it."""

STORED = 0.5
KEPT_FOR_POSTS = 1 / 6
KEPT_FOR_ALERTS = 1 / 12
"""Of an hour's share: the most that is stored, and what of it is left alone by repair,
and by posts."""

_HAIR_S = 1e-6
_SHORTEST_WAIT_S = 0.01


class Standing(IntEnum):
    """What a frame may draw on, the lowest on most."""

    ALERT = 0
    POST = 1
    REPAIR = 2


class Hold(Enum):
    """Why a frame can't go now."""

    SHARE = "own_share"
    CHANNEL = "channel_busy"
    DUTY = "duty_cycle"


class Budget:
    """One radio's airtime, in seconds."""

    def __init__(self, now: float, share: float = OWN_SHARE) -> None:
        """Begins with a full store."""
        self._share = share
        self._hour_s = share * HOUR_S
        self._packet_s = 0.0
        self._duty_cycle = 1.0
        self._stored_s = STORED * self._hour_s
        self._stored_at = now
        self._sent: deque[tuple[float, float]] = deque()
        self._sent_s = 0.0
        self._others = 0.0
        self._transmitting = 0.0
        self._reported_at = -math.inf

    def follow(self, packet_s: float, duty_cycle: float, now: float) -> None:
        """A full packet takes that long; the region allows that part of an hour."""
        self._settle(now)
        self._packet_s = packet_s
        self._duty_cycle = duty_cycle
        self._hour_s = HOUR_S * min(self._share, DUTY_MARGIN * duty_cycle)

    def hear(self, channel: float, transmitting: float, now: float) -> None:
        """The radio tells how much of the last minute somebody was on the channel, and
        how much of the last hour it transmitted."""
        self._settle(now)
        ours = sum(each for at, each in self._sent if at > now - WINDOW_S)
        self._others = max(channel - ours / WINDOW_S, 0.0)
        self._transmitting = transmitting
        self._reported_at = now

    def spend(self, airtime_s: float, now: float) -> None:
        """A frame goes out."""
        self._settle(now)
        self._stored_s -= airtime_s
        self._sent.append((now, airtime_s))
        self._sent_s += airtime_s

    def opens_at(self, standing: Standing, now: float) -> float:
        """When a frame of that standing may go; `now` or earlier: now."""
        if self._told_to_wait(standing, now) is not None:
            return self._reported_at + STALE_S
        missing = self._kept(standing, now) - self._stored(now)
        if missing <= _HAIR_S:
            return now
        return now + max(missing / self._flow(now), _SHORTEST_WAIT_S)

    def hold(self, standing: Standing, now: float) -> Hold | None:
        """Why a frame of that standing can't go now, or None: it can."""
        if self.opens_at(standing, now) <= now:
            return None
        return self._told_to_wait(standing, now) or Hold.SHARE

    def allowed_share(self, now: float) -> float:
        """What part of an hour we may send, as it stands."""
        return self._hour_s * self._courtesy(now) / HOUR_S

    def used_share(self, now: float) -> float:
        """What part of the last hour we sent."""
        self._forget(now)
        return max(self._sent_s, 0.0) / HOUR_S

    # -- what the radio says ----------------------------------------------------

    def _told_to_wait(self, standing: Standing, now: float) -> Hold | None:
        if now >= self._reported_at + STALE_S:
            return None
        margin = 1.0 if standing is Standing.ALERT else DUTY_MARGIN
        if self._duty_cycle < 1.0 and self._transmitting >= margin * self._duty_cycle:
            return Hold.DUTY
        if standing is not Standing.ALERT and self._others > FULL:
            return Hold.CHANNEL
        return None

    def _courtesy(self, now: float) -> float:
        """How much we take of what we could."""
        busy = now < self._reported_at + STALE_S and self._others > BUSY
        return 0.5 if busy else 1.0

    # -- the store --------------------------------------------------------------

    def _most(self, now: float) -> float:
        return STORED * self._hour_s * self._courtesy(now)

    def _flow(self, now: float) -> float:
        """Seconds of airtime that come each second."""
        return (1 - STORED) * self._hour_s * self._courtesy(now) / HOUR_S

    def _stored(self, now: float) -> float:
        flowed = (now - self._stored_at) * self._flow(now)
        return min(self._stored_s + flowed, self._most(now))

    def _kept(self, standing: Standing, now: float) -> float:
        """What is to be in the store, so that a frame leaves enough for its betters."""
        for_alerts = max(KEPT_FOR_ALERTS * self._hour_s, 2 * self._packet_s)
        for_posts = max(KEPT_FOR_POSTS * self._hour_s, for_alerts + 2 * self._packet_s)
        kept = {
            Standing.ALERT: self._packet_s,
            Standing.POST: for_alerts,
            Standing.REPAIR: for_posts,
        }
        return min(kept[standing], self._most(now))

    def _settle(self, now: float) -> None:
        """Take in what has flowed, before something changes."""
        self._stored_s = self._stored(now)
        self._stored_at = now
        self._forget(now)

    def _forget(self, now: float) -> None:
        while self._sent and self._sent[0][0] <= now - HOUR_S:
            self._sent_s -= self._sent.popleft()[1]
