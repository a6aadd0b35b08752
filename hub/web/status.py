"""How it stands with the hub: as a page for people, as JSON for programs."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from hub.web.hub_port import current_hub
from hub.web.speaking import current_wording
from hub.web.status_hubs import hubs_part
from hub.web.status_json import status_json
from hub.web.status_parts import calls_part, parts_of, summary_of
from hub.web.week_chart import week_chart

pages = Blueprint("status", __name__)


@pages.get("/status")
def show() -> str:
    """The page."""
    hub = current_hub()
    link, parts = hub.radio_status(), parts_of(hub)
    mirrored = current_wording().language.direction == "rtl"
    hubs = hubs_part(link, mirrored) if link else None
    calls = calls_part(hub.open_calls())
    others = [each for each in (calls, hubs.part if hubs else None) if each]
    return render_template(
        "status.html",
        summary=summary_of([*others, *parts]),
        calls=calls,
        hubs=hubs,
        week=week_chart(hub.service.week(), mirrored),
        parts=parts,
        origin=f"{hub.service.origin:08x}",
    )


@pages.get("/api/status")
def status() -> Response:
    """The same facts as JSON."""
    return jsonify(status_json(current_hub()))
