"""What the status page tells, part by part, ready to show; no rules of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from hub.service.views import DisputeView
from hub.web import status_words as words
from hub.web.delivery import heard_lately
from hub.web.hub_port import WebHub
from radio.budget import HOUR_S
from radio.link import LinkState, LinkStatus
from radio.seal import SealState
from radio.status import BudgetStatus

MOST_HUBS_LISTED = 24
"""The ones heard last: in a city there are hundreds."""


class Light(Enum):
    """How a part's window is lit: it is well, unsettled, needs a look, or none."""

    WELL = "well"
    UNSURE = "unsure"
    ILL = "ill"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it in one line."""

    picture: str
    light: Light
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """Something of which there are several, and what there is to say of it."""

    name: str
    facts: tuple[str, ...]
    is_hub: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the page tells of; `filled`: how full its bar is, 0 to 100."""

    picture: str
    light: Light
    title: str
    headline: str
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    filled: int | None = None


def parts_of(hub: WebHub) -> list[Part]:
    """All of them, in the order in which the page tells them."""
    link, service = hub.radio_status(), hub.service
    parts = [_no_radio()]
    if link is not None:
        parts = [_radio(link), _hubs(link), _waiting(link), _air(link.sync.budget)]
    return [
        *parts,
        _store(hub.store_state, service.post_count),
        _clock(hub.clock_source()),
        _trust(service.disputes(), service.forgers()),
    ]


def summary_of(parts: Iterable[Part]) -> Summary:
    """The worst of it counts."""
    lights = {part.light for part in parts}
    if Light.ILL in lights:
        return Summary("alert", Light.ILL, words.ILL)
    if Light.UNSURE in lights:
        return Summary("clock", Light.UNSURE, words.UNSURE)
    return Summary("check", Light.WELL, words.WELL)


def _no_radio() -> Part:
    lines = (words.ALONE,)
    return Part("radio", Light.NONE, words.RADIO, words.RADIO_NONE, lines)


def _radio(link: LinkStatus) -> Part:
    light, headline = {
        LinkState.UP: (Light.WELL, words.RADIO_UP),
        LinkState.CONNECTING: (Light.UNSURE, words.RADIO_CONNECTING),
        LinkState.DOWN: (Light.ILL, words.RADIO_DOWN),
    }[link.state]
    down = link.state is LinkState.DOWN
    faults = (
        words.SEALS[link.sync.seal],
        words.IMPOSTOR if link.sync.impostors else "",
    )
    lines = _said(
        *((words.RADIO_RETRIES, words.said(link.why)) if down else ()), *faults
    )
    return Part(
        "radio", Light.ILL if any(faults) else light, words.RADIO, headline, lines
    )


def _hubs(link: LinkStatus) -> Part:
    lately = len(heard_lately(link))
    by_time = sorted(link.heard_ago_s, key=lambda each: (link.heard_ago_s[each], each))
    listed = by_time[:MOST_HUBS_LISTED]
    return Part(
        "building",
        Light.WELL if lately else Light.UNSURE,
        words.HUBS,
        words.hubs_heard(lately),
        _said(words.wanted(link.sync.wanted), words.listed(len(listed), len(by_time))),
        tuple(_hub_row(link, each) for each in listed),
    )


def _hub_row(link: LinkStatus, origin: int) -> Row:
    peer = link.sync.peers.get(origin)
    facts = _said(
        words.heard(link.heard_ago_s[origin]),
        words.hops(peer.hops) if peer else "",
        words.loss(peer.loss) if peer else "",
    )
    return Row(words.hub(origin), facts, is_hub=True)


def _waiting(link: LinkStatus) -> Part:
    waiting = {each: n for each, n in link.sync.budget.waiting.items() if n}
    if not waiting:
        return Part("queue", Light.WELL, words.WAITING, words.NOTHING_WAITS)
    held_back = link.sync.budget.held_back
    if link.state is not LinkState.UP or link.sync.seal is not SealState.WELL:
        why, light = words.WAITS_FOR_RADIO, Light.UNSURE
    elif held_back is not None:
        why, light = words.HOLDS[held_back], Light.UNSURE
    else:
        why, light = words.IN_TURN, Light.WELL
    return Part(
        "queue",
        light,
        words.WAITING,
        words.waiting(sum(waiting.values())),
        (why,),
        tuple(
            Row(words.KINDS_WAITING[each], (str(waiting[each]),))
            for each in sorted(waiting)
        ),
    )


def _air(budget: BudgetStatus) -> Part:
    return Part(
        "hourglass",
        Light.WELL,
        words.AIR,
        words.spoke(budget.used_share * HOUR_S),
        (words.may_speak(budget.allowed_share * HOUR_S),),
        filled=round(100 * min(budget.used_share / budget.allowed_share, 1.0)),
    )


def _store(state: str, posts: int) -> Part:
    return Part(
        "papers",
        Light.WELL if state == "well" else Light.ILL,
        words.STORE,
        words.STORES[state],
        _said(words.STORE_MORE[state], words.kept(posts)),
    )


def _clock(source: str | None) -> Part:
    if source is None:
        lines = (words.CLOCK_UNSURE_MORE,)
        return Part("clock", Light.UNSURE, words.CLOCK, words.CLOCK_UNSURE, lines)
    lines = (words.clock_source(source),)
    return Part("clock", Light.WELL, words.CLOCK, words.CLOCK_SURE, lines)


def _trust(disputes: Sequence[DisputeView], forgers: dict[int, int]) -> Part:
    rows = [_dispute_row(each) for each in disputes]
    rows += [
        Row(words.hub(origin), (words.forged(count),), is_hub=True)
        for origin, count in sorted(forgers.items())
    ]
    if not rows:
        return Part("check", Light.WELL, words.TRUST, words.TRUST_WELL)
    return Part("alert", Light.ILL, words.TRUST, words.TRUST_ILL, rows=tuple(rows))


def _dispute_row(view: DisputeView) -> Row:
    dispute = view.dispute
    facts = _said(
        words.differs(dispute.first, dispute.last),
        words.came_from([words.hub(each) for each in view.senders]),
    )
    return Row(words.hub(dispute.origin), facts, is_hub=True)


def _said(*lines: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(filter(None, lines))
