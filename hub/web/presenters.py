"""The domain's values as the templates want them: words ready to show, no rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import url_for

from hub.domain.categories import GROUPS
from hub.domain.changes import Lifetime, Urgency
from hub.domain.expiry import State
from hub.domain.ids import PostId
from hub.domain.reach import LOCAL, Reach, reach_of
from hub.service import AlertView, PostView
from hub.web import words
from hub.web.delivery import delivery_of, heard_lately
from hub.web.phrases import Phrase, Words
from radio.link_status import LinkState, LinkStatus

STATE_PICTURES: Mapping[State, str] = MappingProxyType(
    {
        State.OPEN: "lamp",
        State.CLAIMED: "claimed",
        State.ARRANGED: "claimed",
        State.PARTLY_MET: "met",
        State.MET: "thanks",
        State.WITHDRAWN: "close",
        State.DONE_BY_OTHERS: "check",
        State.EXPIRED: "hourglass",
    }
)
"""What stands beside the words of how it is with a post."""


@dataclass(frozen=True, slots=True)
class RadioChip:
    """The radio in a few words; `state`: up, connecting, down, none."""

    state: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from."""

    value: str
    label: Words
    picture: str = ""
    more: Words = ""


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as a card shows it."""

    id: str
    kind: str
    kind_label: Phrase
    category_label: Phrase
    picture: str
    text: str
    urgency: str
    urgency_label: Phrase
    age_words: Phrase
    origin_words: Phrase
    held_words: Phrase | None
    proof_words: Phrase | None
    place_name: str
    quantity_words: Phrase | None
    state: str
    state_label: Phrase
    is_live: bool
    url: str


@dataclass(frozen=True, slots=True)
class ReachLine:
    """Something about where a post is; `more`: how we know."""

    picture: str
    words: Phrase
    more: Phrase | None = None


def post_card(view: PostView, here: int, link: LinkStatus | None) -> PostCard:
    """One post; `here` is this hub's id."""
    post, posted = view.post, view.post.posted
    return PostCard(
        id=str(post.id),
        kind=posted.kind.value,
        kind_label=words.KINDS[posted.kind],
        category_label=words.CATEGORIES[posted.category.name],
        picture=posted.category.name,
        text=posted.text,
        urgency=posted.urgency.value,
        urgency_label=words.URGENCIES[posted.urgency],
        age_words=words.age(view.age_s),
        origin_words=_origin_words(post.id, here),
        held_words=_held_words(post.id, link),
        proof_words=_proof_words(view, here),
        place_name=post.place_name,
        quantity_words=words.quantity(posted.kind, post.quantity_left),
        state=view.state.value,
        state_label=words.STATES[view.state],
        is_live=not view.state.over,
        url=url_for("posts.show", post_id=post.id),
    )


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert as it is shown."""

    id: str
    text: str
    age_words: Phrase


def alerts_shown(views: Iterable[AlertView]) -> list[AlertView]:
    """Alerts as people see them: the latest first, and equal words once.

    Whoever raised them again meant the same; many must not bury the board.
    """
    latest: dict[str, AlertView] = {}
    for view in sorted(views, key=lambda each: each.age_s):
        latest.setdefault(view.alert.text, view)
    return [*latest.values()]


def alert_card(view: AlertView) -> AlertCard:
    """One alert that is on."""
    return AlertCard(str(view.alert.id), view.alert.text, words.age(view.age_s))


def reach_choices(*, has_radio: bool) -> list[Choice]:
    """Who will see it, the most first; what is for all waits for a radio."""
    more = words.ALL_HUBS_MORE if has_radio else words.ALL_HUBS_LATER
    return [
        Choice(Reach.ALL_HUBS.value, words.ALL_HUBS, "radio", more),
        Choice(Reach.THIS_HUB.value, words.THIS_HUB, "building", words.THIS_HUB_MORE),
    ]


def place_choices(places: Mapping[int, str]) -> list[Choice]:
    """The coarse places that this hub's stewards named."""
    return [Choice(str(number), name) for number, name in places.items()]


def reach_lines(view: PostView, here: int, link: LinkStatus | None) -> list[ReachLine]:
    """Who sees a post that is not over, and how far it got."""
    post_id = view.post.id
    if view.state.over:
        return []
    if reach_of(post_id) is Reach.THIS_HUB:
        return [ReachLine("building", words.ONLY_HERE)]
    lines = []
    if post_id.origin != here:
        lines.append(ReachLine("building", words.CAME_BY_RADIO))
    elif link is None:
        lines.append(ReachLine("building", words.NO_RADIO))
    delivery = delivery_of(post_id, link)
    if delivery is None:
        return lines
    if delivery.of == 0:
        return [*lines, ReachLine("radio", words.NOBODY_HEARD)]
    got = words.delivered(delivery.held_by, delivery.of)
    return [*lines, ReachLine("radio", got, words.HOW_WE_COUNT)]


def _held_words(post_id: PostId, link: LinkStatus | None) -> Phrase | None:
    delivery = delivery_of(post_id, link)
    if delivery is None or delivery.of == 0:
        return None
    return words.held_by(delivery.held_by, delivery.of)


def _proof_words(view: PostView, here: int) -> Phrase | None:
    ours = view.post.id.origin in (here, LOCAL)
    return None if ours else words.proof(view.proved)


def _origin_words(post_id: PostId, here: int) -> Phrase:
    if reach_of(post_id) is Reach.THIS_HUB:
        return words.HERE_ONLY
    return words.HERE if post_id.origin == here else words.ELSEWHERE


def category_choices() -> list[Choice]:
    """The nine tiles."""
    return [
        Choice(group.name, words.CATEGORIES[group.name], group.name) for group in GROUPS
    ]


def lifetime_choices(lifetimes: Iterable[Lifetime]) -> list[Choice]:
    """How long it stays, unless its writer says that it is still needed."""
    return [Choice(each.value, words.LIFETIMES[each]) for each in lifetimes]


def urgency_choices() -> list[Choice]:
    """By when it matters."""
    return [Choice(each.value, words.URGENCIES[each]) for each in Urgency]


def radio_chip(status: LinkStatus | None) -> RadioChip:
    """How it stands with the radio."""
    if status is None:
        return RadioChip("none", words.ALONE)
    if status.state is LinkState.CONNECTING:
        return RadioChip("connecting", words.CONNECTING)
    if status.state is LinkState.DOWN:
        return RadioChip("down", words.DOWN)
    return RadioChip("up", words.hubs_heard(len(heard_lately(status))))
