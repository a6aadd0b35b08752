"""Takes the pictures in docs/pictures from the real pages: `make pictures`."""

from __future__ import annotations

import itertools
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from waitress.server import create_server

from hub.domain.drafts import check_draft
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from hub.web import create_app
from hub.web.hub_port import WebHub
from radio.frame import Followed
from radio.link_status import LinkState, LinkStatus
from radio.priority import Priority
from radio.radio_state import RadioState
from radio.status import BudgetStatus, PeerStatus, SyncStatus
from tests.browser import SCREENS, launch

SIZES = {each: SCREENS[each] for each in ("screen", "phone")}

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"

NEAR, FAR = HubId(0x5E1F20C7), HubId(0x0A8B41D2)
"""Another hub that holds our first posts, and one that is known to hold none."""


def _two_hubs(here: HubId) -> LinkStatus:
    followed = {each: Followed(each, 3) for each in (here, NEAR)}
    peers = {
        NEAR: PeerStatus(0.0, hops=0, loss=0.04, followed=followed),
        FAR: PeerStatus(0.0, hops=2, loss=0.3, followed={NEAR: Followed(NEAR, 2)}),
    }
    budget = BudgetStatus({Priority.PRESSING: 1, Priority.REPAIR: 2}, 0.012)
    sync = SyncStatus(peers, 9, 3, 0, {}, budget=budget)
    radio = RadioState(
        "2.7.26.54e9ce6", "US", "LONG_FAST", "CLIENT", None, True, 0.061, 0.0084
    )
    ago_s = {NEAR: 60.0, FAR: 300.0}
    return LinkStatus(LinkState.UP, "", sync, ago_s, radio, 40.0)


@dataclass(frozen=True)
class Neighbour:
    """Somebody's post; `far`: it came by radio."""

    kind: str
    category: str
    urgency: str
    text: str
    minutes_ago: int
    far: bool = False

    def write(self, service: HubService) -> None:
        """Put it on the board, now by the service's clock."""
        fields = {
            "kind": self.kind,
            "category": self.category,
            "urgency": self.urgency,
            "text": self.text,
        }
        if not self.far:
            service.post(fields, self.text.encode())
            return
        payload = pack(check_draft(fields).posted)
        number = Sequence(NEIGHBOURS.index(self) + 1)
        service.ingest(Record(NEAR, number, unpack(payload), payload), 0.0)


NEIGHBOURS = (
    Neighbour("need", "health", "now", "Insulin for my father, flat 12", 8),
    Neighbour("need", "food", "today", "Water for 4 people, second floor", 25),
    Neighbour("need", "care", "today", "需要有人照看两个孩子 下午三点到六点", 50, True),
    Neighbour("need", "shelter", "week", "نحتاج بطانيات دافئة لثلاثة أشخاص", 190, True),
    Neighbour("need", "rides", "week", "Yon moun pou akonpaye m lopital madi", 400),
    Neighbour("offer", "supplies", "whenever", "3 warm blankets to lend", 12),
    Neighbour(
        "offer",
        "food",
        "today",
        "Sopa caliente para diez, hoy a las 7",
        31,
        True,
    ),
    Neighbour("offer", "papers", "week", "I translate: Tiếng Việt, English", 75),
    Neighbour("offer", "company", "whenever", "Chess and tea, every afternoon", 300),
)


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for screen, scheme in itertools.product(SIZES, ("light", "dark")):
            with tempfile.TemporaryDirectory() as folder, _serving(Path(folder)) as at:
                _tour(browser, at, screen, scheme)
        browser.close()


def _tour(browser: Browser, address: str, screen: str, scheme: str) -> None:
    """Board, form, form with a problem, posted, post, status: as a visitor goes."""
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=True,
        device_scale_factor=2 if screen == "phone" else 1,
    )
    page = context.new_page()

    def take(what: str) -> None:
        page.screenshot(path=PICTURES / f"{what}-{screen}-{scheme}.png")

    page.goto(address)
    take("board")
    _go(page.get_by_role("link", name="I need something"))
    take("form")
    _go(page.get_by_role("button", name="Put it on the board"))
    take("form-mend")
    _fill(page)
    _go(page.get_by_role("button", name="Put it on the board"))
    take("posted")
    page.goto(address)
    _go(page.get_by_text("Insulin for my father").first)
    take("post")
    _go(page.get_by_role("link", name="other hubs heard"))
    take("status")
    page.goto(address + "/nothing")
    take("not-found")
    context.close()


def _go(link: Locator) -> None:
    with link.page.expect_navigation():
        link.tap()


def _fill(page: Page) -> None:
    page.get_by_role("radio", name="Rides & errands").tap()
    page.get_by_label("What do you need?").fill("A lift to the pharmacy before noon")
    page.get_by_role("radio", name="Right now").tap()


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    now = time.time()
    wall = [now]
    ledger = TinyLedger(folder, unpack, name_of)
    service = HubService(
        ledger, pack, Clocks(lambda: wall[0], lambda: wall[0]), hub_crypto()
    )
    for neighbour in sorted(NEIGHBOURS, key=lambda each: -each.minutes_ago):
        wall[0] = now - 60.0 * neighbour.minutes_ago
        neighbour.write(service)
    wall[0] = now
    people = Stewards(service, ledger, time.monotonic)
    link = _two_hubs(service.origin)
    hub = WebHub(
        "14 Elm St",
        service,
        people,
        lambda: link,
        "http://10.42.0.1",
        clock_source=lambda: "a clock with a battery",
    )
    server = create_server(create_app(hub), listen="127.0.0.1:0")
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    ledger.close()


if __name__ == "__main__":
    main()
