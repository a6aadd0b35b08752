"""What goes out on the neighbours' channel unasked: alerts, and needs where stewards
want it. Each is said by one hub. Decides only; nothing is sent from here.

The hub that raised an alert says it at once. Another one says it only if no hub was
heard saying it within some minutes: then it is out of earshot of those that did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from hub.domain.buckets import Bucket, Lately, Rate
from hub.domain.ids import AlertId
from hub.mesh.texting.surroundings import Announce, Surroundings
from hub.service import AlertView

FAR_S = 240.0
"""What a hub says crosses the widest mesh within a minute, also when it had to wait."""

PLACE_S = 8.0
"""Between two hubs that are about to say the same."""

AT_START_S = 300.0
"""Alerts older than this when the hub starts count as said."""

NEEDS = Rate(burst=3, every_s=900.0)
"""Needs that are announced, at the most: 4 an hour. What comes besides stands on the
board, and is one LIST away."""

MAX_ALERTS = 64


@dataclass(slots=True)
class _Known:
    """An alert; `ended`: called off."""

    text: str = ""
    ended: bool = False
    on_air: bool = False
    """Some hub said it here."""
    due: float = float("inf")
    spoken: bool = False
    """What it says now was said."""


class Announcer:
    """One hub's announcements."""

    def __init__(
        self, us: int, wording: Callable[[str, bool], list[str]], around: Surroundings
    ) -> None:
        """`wording`: an alert's text, and whether it was called off, as texts of one
        packet each; the same on every hub."""
        self._us = us
        self._wording = wording
        self._what = around.announce
        self._rng = around.rng
        self._alerts: Lately[AlertId, _Known] = Lately(MAX_ALERTS, _Known)
        self._on: set[AlertId] = set()
        self._needs = Bucket(NEEDS)
        self._began = False

    def look(
        self,
        alerts: Iterable[AlertView],
        was_called_off: Callable[[AlertId], bool],
        others: Collection[int],
        now: float,
    ) -> None:
        """See which alerts are on now, and plan what is to be said of them."""
        on = {each.alert.id: each for each in alerts}
        for view in on.values():
            if view.alert.id not in self._on:
                self._came(view, others, now)
        for gone in self._on - set(on):
            if gone in self._alerts and was_called_off(gone):
                self._ended(gone, others, now)
        self._on = set(on)
        self._began = True

    def heard(self, text: str) -> None:
        """Another hub said that on the channel."""
        for alert in self._planned():
            known = self._alerts[alert]
            if self._wording(known.text, known.ended)[0] == text:
                known.on_air = known.spoken = True
                known.due = float("inf")

    def due(self, now: float) -> list[str]:
        """What is to be said now, in order."""
        texts = []
        for alert in self._planned():
            known = self._alerts[alert]
            if known.due <= now:
                known.on_air = known.spoken = True
                known.due = float("inf")
                texts += self._wording(known.text, known.ended)
        return texts

    def may_say_need(self, now: float) -> bool:
        """Whether a new need of this hub's is announced; counts it."""
        return self._what is Announce.NEEDS and self._needs.take(now)

    # -- inside -------------------------------------------------------------

    def _planned(self) -> list[AlertId]:
        return [each for each in self._alerts.all() if not self._alerts[each].spoken]

    def _came(self, view: AlertView, others: Collection[int], now: float) -> None:
        known = self._alerts[view.alert.id]
        known.text = view.alert.text
        if not self._began and view.age_s > AT_START_S:
            known.on_air = known.spoken = True
            return
        self._plan(view.alert.id, known, others, now)

    def _ended(self, alert: AlertId, others: Collection[int], now: float) -> None:
        """Where nobody here was told of it there is nothing to call off."""
        known = self._alerts[alert]
        known.ended, known.spoken = True, not known.on_air
        self._plan(alert, known, others, now)

    def _plan(
        self, alert: AlertId, known: _Known, others: Collection[int], now: float
    ) -> None:
        if self._what is Announce.NOTHING:
            known.spoken = True
        if known.spoken:
            return
        known.due = now
        if alert.origin != self._us:
            place = _place(alert, self._us, others)
            known.due += FAR_S + PLACE_S * (place + self._rng.random())


def _place(alert: AlertId, us: int, others: Collection[int]) -> int:
    """In the order in which hubs would say it, which all draw alike."""

    def lot(hub: int) -> bytes:
        drawn = f"{alert} {hub}".encode()
        return hashlib.blake2s(drawn, digest_size=8, person=b"announce").digest()

    return sorted({us, *others}, key=lot).index(us)
