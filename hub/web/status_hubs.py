"""What the status page tells of the other hubs, drawn and in words."""

from __future__ import annotations

from dataclasses import dataclass

from hub.web import status_words as words
from hub.web.delivery import heard_lately
from hub.web.hub_map import HeardHub, HubMap, Spot, hub_map
from hub.web.status_part import Light, Part, Row, telling
from radio.link_status import LinkStatus

MOST_HUBS_LISTED = 24
"""The ones heard last: in a city there are hundreds."""

FEW_ROWS = 6
"""So many are shown at once, more when they are asked for."""


@dataclass(frozen=True, slots=True)
class HubsPart:
    """The part of the page, and its drawing: None where no hub was ever heard."""

    part: Part
    map: HubMap | None

    @property
    def is_short(self) -> bool:
        """Whether there is room for all of the list."""
        return len(self.part.rows) <= FEW_ROWS

    @property
    def has_dots(self) -> bool:
        """Whether any hub is passed on by radios."""
        return self.map is not None and any(each.dots for each in self.map.spots)

    @property
    def has_quiet(self) -> bool:
        """Whether any hub was not heard for a while."""
        return self.map is not None and any(s.hub.is_quiet for s in self.map.spots)


def hubs_part(link: LinkStatus, mirrored: bool = False) -> HubsPart:
    """Those heard last; `mirrored`: for those who read from the right."""
    lately = len(heard_lately(link))
    by_time = sorted(link.heard_ago_s, key=lambda each: (link.heard_ago_s[each], each))
    listed = by_time[:MOST_HUBS_LISTED]
    drawn = hub_map([_heard(link, each) for each in listed], mirrored)
    part = Part(
        "hubs",
        Light.WELL if lately else Light.UNSURE,
        words.HUBS,
        words.hubs_heard(lately),
        telling(
            words.wanted(link.sync.wanted), words.listed(len(listed), len(by_time))
        ),
        tuple(map(_row, drawn.spots)),
    )
    return HubsPart(part, drawn if listed else None)


def _heard(link: LinkStatus, origin: int) -> HeardHub:
    ago_s, peer = link.heard_ago_s[origin], link.sync.peers.get(origin)
    if peer is None:
        return HeardHub(origin, ago_s)
    return HeardHub(origin, ago_s, peer.hops, peer.loss)


def _row(spot: Spot) -> Row:
    hub = spot.hub
    facts = telling(words.heard(hub.ago_s), words.hops(hub.hops), words.loss(hub.loss))
    return Row(words.hub(hub.origin), facts, is_hub=True, number=spot.number)
