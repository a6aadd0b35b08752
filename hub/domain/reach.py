"""How far a post goes: every hub, or this one alone."""

from __future__ import annotations

from enum import Enum

from hub.domain.ids import PostId
from hub.domain.record import HubId

LOCAL = HubId(0)
"""The origin of what never leaves this hub.

A post for this hub alone, and every change to it, is kept in a log of its own with
sequences of its own. The relay never gets a record of this origin, and the radio's
own records can't have it: so a record from elsewhere can't name such a post, and the
shared numbering has no gaps where others would see that something is kept from them.
"""


class Reach(Enum):
    """Who can see a post."""

    THIS_HUB = "this_hub"
    ALL_HUBS = "all_hubs"


def reach_of(post: PostId) -> Reach:
    """Who can see the post of that id."""
    return Reach.THIS_HUB if post.origin == LOCAL else Reach.ALL_HUBS
