"""What limits come to, for tests."""

from __future__ import annotations

from hub.domain.buckets import Rate


def most_in(seconds: float, rate: Rate) -> int:
    """How many a bucket of that rate gives in that time, at the most."""
    return rate.burst + int(seconds / rate.every_s)
