"""What the service answers, as JSON; nothing private enters it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hub.domain.post import Claim
from hub.domain.reach import reach_of
from hub.service import AlertView, PostView
from hub.web.delivery import delivery_of
from radio.link_status import LinkStatus


def post_json(view: PostView, link: LinkStatus | None) -> dict[str, Any]:
    """One post. What writer and helpers say to each other is not for everybody."""
    post, posted, moment = view.post, view.post.posted, view.moment
    delivery = delivery_of(post.id, link)
    running = [moment.holder, *moment.backups] if moment.holder else []
    return {
        "id": str(post.id),
        "kind": posted.kind.value,
        "category": posted.category.name,
        "text": posted.text,
        "urgency": posted.urgency.value,
        "state": view.state.value,
        "origin": f"{post.id.origin:08x}",
        "reach": reach_of(post.id).value,
        "proved": view.proved,
        "place": post.place_name,
        "quantity": posted.quantity,
        "quantity_left": post.quantity_left,
        "lifetime": posted.lifetime.value,
        "claims": [
            *(_claim(claim, ran_out=False) for claim in running if claim),
            *(_claim(claim, ran_out=True) for claim in moment.ran_out),
        ],
        "notes": len(post.notes),
        "thanks": list(post.thanks),
        "ask_still_needed": moment.ask_still_needed,
        "delivery": asdict(delivery) if delivery is not None else None,
        "age_s": int(view.age_s),
    }


def alert_json(view: AlertView) -> dict[str, Any]:
    """One alert that is on."""
    alert = view.alert
    return {
        "id": str(alert.id),
        "text": alert.text,
        "hours": alert.hours,
        "origin": f"{alert.id.origin:08x}",
        "age_s": int(view.age_s),
    }


def _claim(claim: Claim, *, ran_out: bool) -> dict[str, Any]:
    return {
        "id": str(claim.id),
        "handle": claim.handle,
        "hours": claim.hours,
        "arranged": claim.arranged,
        "heard": claim.heard,
        "ran_out": ran_out,
    }
