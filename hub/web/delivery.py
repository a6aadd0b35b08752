"""How far a post got: which of the hubs heard lately are known to hold its record.

A packet handed to the radio is not one delivered; only what other hubs say that they
hold tells. What counts is the post itself, not what was said of it later.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.ids import PostId
from hub.domain.reach import Reach, reach_of
from radio.link_status import LinkStatus

HEARD_LATELY_S = 24 * 3600.0
"""In agreement two or three hubs speak for all, each half hour others: in a city the
quiet ones take hours. A hub that was silent for a whole day is off or gone, and would
keep every post from ever being everywhere."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Of the `of` other hubs heard lately, so many are known to hold a post."""

    held_by: int
    of: int


def heard_lately(link: LinkStatus) -> frozenset[int]:
    """The other hubs that count."""
    ago_s = link.heard_ago_s.items()
    return frozenset(hub for hub, each in ago_s if each < HEARD_LATELY_S)


def delivery_of(post: PostId, link: LinkStatus | None) -> Delivery | None:
    """How far it got; None for one that never leaves this hub, or without a radio."""
    if link is None or reach_of(post) is Reach.THIS_HUB:
        return None
    others = heard_lately(link)
    holders = link.holders((post.origin, post.sequence)) | {post.origin}
    return Delivery(len(holders & others), len(others))
