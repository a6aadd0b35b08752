"""How it stands with the hub, as JSON; nothing about any person enters it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hub.clock import ClockState
from hub.service.views import DisputeView
from hub.web.hub_port import WebHub
from hub.web.presenters import radio_chip
from radio.link_status import LinkStatus
from radio.status import BudgetStatus


def status_json(hub: WebHub) -> dict[str, Any]:
    """All of it."""
    service = hub.service
    return {
        "name": hub.name,
        "origin": f"{service.origin:08x}",
        "revision": service.revision,
        "posts": service.post_count,
        "radio": _radio(hub.radio_status()),
        "open_calls": hub.open_calls(),
        "store": {"state": hub.store_state()},
        "clock": _clock(hub.clock.state()),
        "power": asdict(power) if (power := hub.power()) else None,
        "disputes": [_dispute(each) for each in service.disputes()],
        "forgers": {
            f"{origin:08x}": count
            for origin, count in sorted(service.forgers().items())
        },
    }


def _clock(clock: ClockState) -> dict[str, Any]:
    step = clock.step
    return {
        "source": clock.source,
        "for_s": int(clock.for_s) if clock.source is not None else None,
        "step": {"by_s": round(step.by_s), "ago_s": int(step.ago_s)} if step else None,
    }


def _radio(link: LinkStatus | None) -> dict[str, Any]:
    radio: dict[str, Any] = {"state": radio_chip(link).state}
    if link is None:
        return radio
    return radio | {
        "why": link.why,
        "hubs_heard": [_heard(link, origin) for origin in sorted(link.heard_ago_s)],
        "waiting": link.sync.waiting,
        "wanted": link.sync.wanted,
        "counters": link.sync.counters,
        "seal": link.sync.seal.value,
        "budget": _budget(link.sync.budget),
        "texts": asdict(link.texts),
        "device": _device(link),
    }


def _device(link: LinkStatus) -> dict[str, Any] | None:
    """What the radio says of itself: no number of it, nothing of others."""
    radio, heard_ago_s = link.radio, link.radio_heard_ago_s
    if radio is None:
        return None
    return {
        "firmware": radio.firmware,
        "region": radio.region,
        "preset": radio.preset,
        "role": radio.role,
        "battery_percent": radio.battery_percent,
        "powered": radio.powered,
        "channel_use": _rounded(radio.channel_use),
        "own_use": _rounded(radio.own_use),
        "heard_ago_s": None if heard_ago_s is None else int(heard_ago_s),
        "concerns": [each.value for each in radio.concerns],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _heard(link: LinkStatus, origin: int) -> dict[str, Any]:
    peer = link.sync.peers.get(origin)
    return {
        "origin": f"{origin:08x}",
        "ago_s": int(link.heard_ago_s[origin]),
        "hops": peer.hops if peer else None,
        "loss": round(peer.loss, 2) if peer else None,
    }


def _budget(budget: BudgetStatus) -> dict[str, Any]:
    return {
        "waiting": {each.name.lower(): count for each, count in budget.waiting.items()},
        "used_share": round(budget.used_share, 4),
        "held_back": budget.held_back.value if budget.held_back else None,
    }


def _dispute(view: DisputeView) -> dict[str, Any]:
    return {
        "origin": f"{view.dispute.origin:08x}",
        "first": view.dispute.first,
        "last": view.dispute.last,
        "came_from": [f"{sender:08x}" for sender in view.senders],
    }
