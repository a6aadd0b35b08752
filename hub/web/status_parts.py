"""What the status page tells, part by part, ready to show; no rules of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hub.clock import ClockState
from hub.power import Power
from hub.service.views import DisputeView
from hub.web import status_words as words
from hub.web.hub_port import WebHub
from hub.web.radio_part import radio_part
from hub.web.radio_words import TEXTS, texts_dropped
from hub.web.status_part import Light, Part, Row, Summary, telling
from hub.web.update_part import update_part
from radio.budget import HOUR_S
from radio.link_status import LinkState, LinkStatus
from radio.seal import SealState
from radio.status import BudgetStatus

LOW_PERCENT = 20
"""Of a battery: somebody should see to it."""


def parts_of(hub: WebHub) -> list[Part]:
    """All but what is drawn, in the order in which the page tells them."""
    link, service = hub.radio_status(), hub.service
    parts = [_no_radio()]
    if link is not None:
        parts = [radio_part(link), _waiting(link), _air(link.sync.budget)]
    return [
        *parts,
        _store(hub.store_state(), service.post_count),
        _clock(hub.clock.state()),
        *_power(hub.power()),
        *update_part(hub.last_update()),
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


def calls_part(count: int) -> Part | None:
    """That somebody called: who, and with what words, is for stewards alone."""
    if not count:
        return None
    lines = (words.CALLS_MORE,)
    return Part("alert", Light.ILL, words.CALLS, words.calls(count), lines)


def _waiting(link: LinkStatus) -> Part:
    waiting = [
        (words.KINDS_WAITING[each], count)
        for each, count in sorted(link.sync.budget.waiting.items())
    ]
    rows = [(kind, n) for kind, n in (*waiting, (TEXTS, link.texts.waiting)) if n]
    dropped = texts_dropped(link.texts.dropped)
    if not rows:
        lines = telling(dropped)
        return Part("queue", Light.WELL, words.WAITING, words.NOTHING_WAITS, lines)
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
        words.waiting(sum(count for _, count in rows)),
        telling(why, dropped),
        tuple(Row(kind, (str(count),)) for kind, count in rows),
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
        telling(words.STORE_MORE[state], words.kept(posts)),
    )


def _clock(clock: ClockState) -> Part:
    step = words.clock_step(clock.step.ago_s) if clock.step else None
    if clock.source is None:
        lines = telling(words.CLOCK_UNSURE_MORE, step)
        return Part("clock", Light.UNSURE, words.CLOCK, words.CLOCK_UNSURE, lines)
    since = words.clock_since(clock.for_s)
    lines = telling(words.clock_source(clock.source), since, step)
    return Part("clock", Light.WELL, words.CLOCK, words.CLOCK_SURE, lines)


def _power(power: Power | None) -> list[Part]:
    """Of a hub that has a battery."""
    if power is None:
        return []
    lines = telling(words.charge(power.percent))
    if not power.on_battery:
        return [Part("power", Light.WELL, words.POWER, words.PLUGGED_IN, lines)]
    low = power.percent is not None and power.percent < LOW_PERCENT
    light = Light.ILL if low else Light.UNSURE
    return [Part("power", light, words.POWER, words.ON_BATTERY, lines)]


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
    facts = telling(
        words.differs(dispute.first, dispute.last),
        words.came_from([words.hub(each) for each in view.senders]),
    )
    return Row(words.hub(dispute.origin), facts, is_hub=True)
