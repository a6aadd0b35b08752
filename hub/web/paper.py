"""The board on paper: the board itself, one post, the flyer, a strip of keep codes.

No contact details enter: paper hangs where everybody passes.
"""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request, url_for

from hub.domain.changes import Kind
from hub.domain.ids import PostId
from hub.domain.languages import LANGUAGES
from hub.web.board_order import ordered
from hub.web.hub_port import current_hub
from hub.web.own_posts import own_codes
from hub.web.paper_cards import (
    CodeStrip,
    Teller,
    alerts_group,
    excerpt_of,
    flyer_lines,
    posts_group,
    tag_of,
)
from hub.web.paper_sheets import (
    STRIPS,
    PaperSize,
    codes_on_a_sheet,
    largest_text,
    sheets_of,
)
from hub.web.presenters import alerts_shown
from hub.web.qr import address_of, qr_of_page, qr_of_wifi
from hub.web.speaking import current_wording
from hub.web.ticket import to_take_along

pages = Blueprint("paper", __name__, url_prefix="/paper")


@pages.get("/board")
def board() -> str:
    """All that is needed and offered, to hang up."""
    view, teller, size = current_hub().service.board(), _teller(), _size()
    order = ordered(view.posts)
    groups = [
        alerts_group(alerts_shown(view.alerts), teller),
        *(posts_group(kind, order.column(kind), teller) for kind in Kind),
    ]
    sheets = sheets_of(groups, size)
    return _page("board", size, sheets=sheets, qr_svg=qr_of_page(url_for("board.show")))


@pages.get("/posts/<post_id>")
def post(post_id: str) -> str:
    """One post, and its address to tear off."""
    teller, size, parsed = _teller(), _size(), PostId.parse(post_id)
    view = current_hub().service.find(parsed) if parsed else None
    if view is None:
        abort(404)
    card = teller.card(view)
    return _page(
        "post",
        size,
        post=card,
        facts=teller.facts(view),
        tag=tag_of(card.text),
        letters=largest_text(card.text, size),
        strips=STRIPS,
        post_address=address_of(card.url),
        qr_svg=qr_of_page(card.url),
    )


@pages.get("/flyer")
def flyer() -> str:
    """What this is and how to join, for lifts and laundry rooms."""
    hub, wordings = current_hub(), current_app.extensions["wordings"]
    wifi = qr_of_wifi(hub.wifi_name, hub.wifi_password) if hub.wifi_name else None
    return _page(
        "flyer",
        _size(),
        lines=flyer_lines([wordings(each) for each in LANGUAGES]),
        wifi_svg=wifi,
        qr_svg=qr_of_page(url_for("board.show")),
    )


@pages.get("/codes")
def codes() -> str:
    """The keep codes of this browser's own posts, to be taken along."""
    size, strips = _size(), _code_strips()
    many = codes_on_a_sheet(size)
    sheets = [strips[at : at + many] for at in range(0, len(strips), many)]
    return _page("codes", size, sheets=sheets)


def _code_strips() -> list[CodeStrip]:
    """The newest first; what is over needs no code any more."""
    service, strips = current_hub().service, []
    for name, code in reversed(own_codes().items()):
        post_id = PostId.parse(name)
        view = service.find(post_id) if post_id else None
        if view is None or view.state.over:
            continue
        posted = view.post.posted
        excerpt, tag = excerpt_of(posted.text), tag_of(posted.text)
        qr_svg = to_take_along(view.post.id, code)
        picture = posted.category.name
        strips.append(CodeStrip(code, posted.kind.value, picture, excerpt, tag, qr_svg))
    return strips


def _page(name: str, size: PaperSize, **shown: object) -> str:
    hub = current_hub()
    return render_template(
        f"paper/{name}.html",
        size=size.value,
        sizes=[each.value for each in PaperSize],
        date=_teller().date(),
        address=hub.phone_address,
        wifi_name=hub.wifi_name,
        wifi_password=hub.wifi_password,
        **shown,
    )


def _teller() -> Teller:
    hub = current_hub()
    return Teller(current_wording(), hub.service.origin, hub.now())


def _size() -> PaperSize:
    """As the link says; A4 where it says nothing that is a sheet."""
    try:
        return PaperSize(request.args.get("sheet", ""))
    except ValueError:
        return PaperSize.A4
