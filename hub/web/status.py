"""How it stands with the hub: as a page for people, as JSON for programs."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from hub.web.hub_port import current_hub
from hub.web.status_json import status_json
from hub.web.status_parts import parts_of, summary_of

pages = Blueprint("status", __name__)


@pages.get("/status")
def show() -> str:
    """The page."""
    hub = current_hub()
    parts = parts_of(hub)
    return render_template(
        "status.html",
        summary=summary_of(parts),
        parts=parts,
        origin=f"{hub.service.origin:08x}",
    )


@pages.get("/api/status")
def status() -> Response:
    """The same facts as JSON."""
    return jsonify(status_json(current_hub()))
