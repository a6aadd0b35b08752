"""Alerts: what goes ahead of everything else, until it is called off or is over."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.expiry import HOUR_S, Times
from hub.domain.ids import AlertId


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning to everybody; `hours`: how long it holds; `ended`: called off."""

    id: AlertId
    text: str
    hours: int
    ended: bool


def alert_is_on(alert: Alert, times: Times) -> bool:
    """Whether to show it; while the clock is not trusted only its hub can end it."""
    over = times.trusted and times.age_of(alert.id) > alert.hours * HOUR_S
    return not (alert.ended or over)
