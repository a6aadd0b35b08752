"""What this browser posted and claimed, as its list shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub.domain.ids import ClaimId, PostId, RecordId
from hub.service import HubService, PostView
from hub.web.hub_port import current_hub
from hub.web.own_posts import drop_code, own_codes
from hub.web.post_page import Standing, standing_of
from hub.web.presenters import PostCard, post_card


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One of them; `role`: writer, helper, or let_go: a helper who was thanked."""

    post: PostCard
    role: str
    standing: Standing
    asks: bool


def own_list() -> list[OwnEntry]:
    """The latest first. Codes whose post is gone are dropped."""
    entries = [_entry(*each) for each in _found()]
    return sorted(entries, key=lambda each: not each.asks)


def _found() -> Iterator[tuple[RecordId, PostView]]:
    service = current_hub().service
    for name in reversed(own_codes()):
        record = RecordId.parse(name)
        view = _post_behind(service, record) if record else None
        if record is not None and view is not None:
            yield record, view
        elif record is not None:
            drop_code(record)


def _post_behind(service: HubService, record: RecordId) -> PostView | None:
    """The post of that name, or the one that the claim of that name is on."""
    post_id = PostId(record.origin, record.sequence)
    view = service.find(post_id)
    if view is not None:
        return view
    of = service.post_of(ClaimId(record.origin, record.sequence))
    return service.find(of) if of is not None else None


def _entry(record: RecordId, view: PostView) -> OwnEntry:
    hub = current_hub()
    is_writer = view.post.id.plain == record
    stands = any(each.id.plain == record for each in view.post.claims)
    return OwnEntry(
        post_card(view, hub.service.origin, hub.radio_status()),
        "writer" if is_writer else "helper" if stands else "let_go",
        standing_of(view),
        is_writer and view.moment.ask_still_needed,
    )
