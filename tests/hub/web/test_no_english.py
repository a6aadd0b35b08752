"""No word on a page escapes the catalogues.

In one part every page is made by a wording that puts brackets around all it says:
letters outside of brackets were never asked of it. In the other, templates and modules
are read for sentences that nobody hands to a catalogue, also where no page leads.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jinja2 import Environment, nodes
from werkzeug.test import TestResponse

import hub.web
import kiosk
from hub.domain.drafts import check_draft
from hub.domain.ids import PostId
from hub.domain.languages import Language
from hub.domain.record import Record, Sequence
from hub.mesh.packing import pack
from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.wording import Wording
from radio.budget import Hold
from radio.link_status import LinkState, LinkStatus
from radio.priority import Priority
from radio.radio_state import Concern, RadioState
from radio.status import BudgetStatus, PeerStatus
from radio.textbox import TextsStatus
from tests.conftest import ManualClock
from tests.hub.web.links import link_of, with_why
from tests.hub.web.neighbour import (
    claims_of,
    help_with,
    open_with,
    posted,
    take,
    take_as_helper,
)
from tests.hub.web.visitor import form_key, send_post, step, to_mend

NEED = {"kind": "need", "category": "food", "text": "水", "urgency": "now"}
FAR = 0x0000004D
FORM = "application/x-www-form-urlencoded"
NAMES = frozenset({"Porchlight", "Meshtastic", "US", "Long", "Fast"})
"""A product's name, a country's, and a radio's own word for its speed."""

SPOKEN = ("aria-label", "alt", "title", "placeholder")
OWN = frozenset({"bdi", "button:language", "code"})


class Bracketed(NullTranslations):
    """Says everything in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


class Reader(HTMLParser):
    """All that a page says, seen or read aloud, but ids, codes and names of tongues."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._quiet: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.said += [given[name] or "" for name in SPOKEN if name in given]
        quiet = tag in ("bdi", "style") or "ticket__code" in (given.get("class") or "")
        if quiet or (given.get("class") or "") in ("languages__one", "tongues__one"):
            self._quiet.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._quiet and self._quiet[-1] == tag:
            self._quiet.pop()

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.said.append(data)


def _unbracketed(page: str) -> set[str]:
    """The words that no catalogue was asked for."""
    reader = Reader()
    reader.feed(page)
    text = " ".join(reader.said)
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = inner
    return set(re.findall(r"[A-Za-z]+", text)) - NAMES


def _client(
    service: HubService, stewards: Stewards, link: LinkStatus | None, **more: object
) -> FlaskClient:
    web_hub = WebHub(
        "١٤", service, stewards, lambda: link, "http://10.42.0.1", limits=False
    )

    def bracketed(language: Language) -> Wording:
        return Wording(language, Bracketed())

    return create_app(replace(web_hub, **more), bracketed).test_client()  # type: ignore[arg-type]


RADIO = RadioState(
    "2.7.26.54e9ce6", "US", "LONG_FAST", "CLIENT", 62, False, 0.06, 0.001
)
WAITING = BudgetStatus(dict.fromkeys(Priority, 3), 0.0125, Hold.CHANNEL)
PEERS = {7: PeerStatus(0.0, hops=0, loss=0.02), 8: PeerStatus(0.0, hops=2, loss=0.5)}
BUSY = replace(
    link_of(PEERS, budget=WAITING),
    radio=replace(RADIO, concerns=tuple(Concern)),
    radio_heard_ago_s=40.0,
    texts=TextsStatus(waiting=2, dropped=1),
)
LINKS = {
    "alone": None,
    "busy": BUSY,
    "plugged": replace(BUSY, radio=replace(RADIO, powered=True, preset="")),
    "down": with_why(link_of({}, budget=WAITING), "x"),
    "connecting": link_of({7: PEERS[7]}, 3 * 86_400.0, state=LinkState.CONNECTING),
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("store", ["well", "restored", "full", "read_only"])
def test_the_status_page_says_nothing_past_the_catalogues(
    service: HubService, stewards: Stewards, link: LinkStatus | None, store: str
) -> None:
    client = _client(
        service, stewards, link, store_state=lambda: store, open_calls=lambda: 2
    )

    assert not _unbracketed(client.get("/status").text)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_the_screens_own_pages_say_nothing_past_the_catalogues(
    service: HubService, stewards: Stewards, link: LinkStatus | None
) -> None:
    client = _client(service, stewards, link, wifi_name="x")
    client.get("/screen")

    for path in ("/quiet", "/quiet?still=1", "/"):
        assert not _unbracketed(client.get(path).text)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("vouched", [True, False])
def test_posts_and_the_board_say_nothing_past_the_catalogues(
    service: HubService,
    stewards: Stewards,
    clock: ManualClock,
    link: LinkStatus | None,
    vouched: bool,
) -> None:
    clock.vouched = vouched
    client = _client(service, stewards, link)
    pages = [client.get("/").text]
    local = {**NEED, "kind": "offer", "category": "warmth", "reach": "this_hub"}

    for fields in (NEED, local):
        attempt = f"attempt-for-the-{fields['kind']}"
        posted = send_post(client, token=attempt, **fields)
        pages.append(client.get(posted.headers["Location"]).text)
    pages += [client.get(each).text for each in ("/", *_posts_of(pages))]
    elsewhere = pack(check_draft({**NEED, "quantity": 3}).posted)
    service.ingest(Record(FAR, Sequence(1), check_draft(NEED).posted, elsewhere), 0.0)
    clock.now += 3 * 3600.0
    pages += [client.get(each).text for each in ("/", f"/posts/{FAR:08x}-1")]

    assert not set().union(*map(_unbracketed, pages))


def _posts_of(pages: list[str]) -> list[str]:
    return re.findall(r'href="(/posts/[^"]+)"', " ".join(pages))


def test_paper_says_nothing_past_the_catalogues(
    service: HubService, stewards: Stewards
) -> None:
    wifi = {"wifi_name": "2", "wifi_password": "4"}
    client = _client(service, stewards, None, **wifi)
    pages = [client.get(f"/paper/{each}").text for each in ("board", "codes")]
    posted = send_post(client, **NEED)
    (post,) = _posts_of([client.get(posted.headers["Location"]).text])
    written = ("board", "codes", "flyer", post.removeprefix("/"))
    pages += [client.get(f"/paper/{each}").text for each in written]

    assert not set().union(*map(_unbracketed, pages))


def test_forms_and_what_is_wrong_say_nothing_past_the_catalogues(
    service: HubService, stewards: Stewards
) -> None:
    client = _client(service, stewards, None)
    post = client.post("/api/posts", json=NEED).json
    page = f"/posts/{post['id']}"
    wrong = {"keep_code": "222-222"}
    key = {"form_key": form_key(client)}

    answers = [
        client.get("/new/need"),
        client.get("/new/offer"),
        to_mend(
            client,
            send_post(
                client,
                text="水",
                urgency="x",
                place="9",
                reach="x",
                quantity="x",
                lifetime="x",
            ),
        ),
        to_mend(client, send_post(client, "offer", text="水" * 300)),
        to_mend(client, step(client, "words", {"text": "", "quantity": "x"})),
        to_mend(
            client,
            step(client, "reach", {"category": "x", "text": "水", "contact": "me"}),
        ),
        client.get(page),
        client.post(
            "/new/need/attempt-number-one/words", data="text=%ff", content_type=FORM
        ),
        *(client.post(f"{page}/own", data={**key, **wrong}) for _ in range(12)),
        client.post(f"{page}/own", data=wrong),
        client.post(f"{page}/step", data={**key, "step": "met"}),
        client.get("/nothing"),
        client.delete("/"),
        client.post("/new/need/attempt-number-one/what", json={}),
        client.post(f"{page}/own", data={"x": "y" * 20_000}),
        client.post(
            "/new/need/attempt-number-one/what",
            data=NEED,
            headers={"Origin": "http://other"},
        ),
    ]

    assert {answer.status_code for answer in answers} >= {400, 403, 404, 405, 415, 429}
    assert not set().union(*(_unbracketed(answer.text) for answer in answers))


STEPS = (
    {"step": "note", "note": "水"},
    {"step": "partly_met", "left": "2"},
    {"step": "partly_met"},
    {"step": "correct", "text": ""},
    {"step": "renew"},
    {"step": "met"},
    {"step": "thank", "thanks": "谢谢"},
)


@pytest.mark.parametrize("kind", ["need", "offer"])
def test_claiming_and_talking_say_nothing_past_the_catalogues(
    service: HubService, stewards: Stewards, clock: ManualClock, kind: str
) -> None:
    writer = _client(service, stewards, BUSY)
    reach = {"contact": "٣", "contact_consent": "yes"}
    post = posted(service, kind=kind, text="水", quantity=3, **reach)
    helpers = [writer.application.test_client() for _ in "123"]
    pages = [writer.get("/own"), open_with(writer, post.post_id, post.keep_code)]

    for helper in helpers:
        pages.append(helper.get(f"/posts/{post.post_id}/help"))
        thanks = help_with(helper, post.post_id, handle="莫")
        pages.append(helper.get(thanks.headers["Location"]))
    first, second, third = claims_of(service, post.post_id)
    wrong = help_with(helpers[0], post.post_id, handle="x" * 30, hours="x")
    pages += [to_mend(helpers[0], wrong)]
    pages += [take(writer, post.post_id, "arrange", claim=str(first))]
    pages += [take(writer, post.post_id, "release", claim=str(second))]
    pages += [take_as_helper(helpers[2], post.post_id, third, "note", note="水")]
    pages += [_look(each, post.post_id) for each in (writer, *helpers)]
    for fields in STEPS:
        clock.now += 20 * 3600.0
        pages += [_led(writer, take(writer, post.post_id, **fields))]
        pages += [_look(each, post.post_id) for each in (writer, *helpers)]
    pages += [each.get("/own") for each in (writer, *helpers)]

    assert not set().union(*(_unbracketed(each.text) for each in pages if _page(each)))


def _look(client: FlaskClient, post: PostId) -> TestResponse:
    return client.get(f"/posts/{post}?done=note")


def _led(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """The page that an answer leads to, where that is elsewhere."""
    return answer if _page(answer) else client.get(answer.headers["Location"])


def _page(answer: TestResponse) -> bool:
    return not 300 <= answer.status_code < 400


def test_letters_outside_of_brackets_are_found() -> None:
    page = '<p aria-label="Here">⟦So ⟦it⟧ is⟧ and <b>more</b><bdi>no</bdi></p>'

    assert _unbracketed(page) == {"Here", "and", "more"}


TEMPLATES = sorted(kiosk.TEMPLATES.rglob("*.html"))
MODULES = sorted(Path(hub.web.__file__).parent.rglob("*.py"))
SENTENCE = re.compile(
    r"[^\W\d_]{2,} [^\W\d_]|^[A-Z][a-z]+$|[^\W\d_][.!?…:]$|[“”\u2019]"
)
"""Words in a row, one that begins large, or one with a mark at its end."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_no_template_has_a_sentence_of_its_own(template: Path) -> None:
    source = template.read_text(encoding="utf-8")

    assert _unbracketed(_without_code(source)) <= {"b"}, "between the tags"
    assert not list(_own_sentences(source)), "in an expression"


def _without_code(source: str) -> str:
    """The markup, with a 0 where something is put in, and no names of classes."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    kept = {"data": str, "variable_begin": lambda _: "0"}
    lexed = [(kind, text) for _, kind, text in environment.lex(source)]
    markup = "".join(kept[kind](text) for kind, text in lexed if kind in kept)
    markup = re.sub(r"<code>.*?</code>", "", markup)  # a command is in no language
    return re.sub(r"\b\w+--\w+|(?<=<)0|(?<=</)0", "b", markup)


def _own_sentences(source: str) -> Iterator[str]:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    tree = environment.parse(source)
    handed = {
        id(argument)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "ngettext")
        for argument in call.args
    }
    for each in tree.find_all(nodes.Const):
        own = isinstance(each.value, str) and id(each) not in handed
        if own and SENTENCE.search(each.value):
            yield each.value


HEADERS = re.compile(r"^[A-Z][A-Za-z]+(-[A-Z][A-Za-z]+)*$")
QUIET_CALLS = frozenset({"phrase", "plural", "error", "getLogger", "set_cookie"})
"""What is handed to a catalogue, or logged, or no words."""

NOT_WORDS = frozenset(
    {
        "default-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'",
        "tcp:",  # a setting's beginning
    }
)


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.stem)
def test_no_module_has_a_sentence_of_its_own(module: Path) -> None:
    assert not set(_literals(ast.parse(module.read_text(encoding="utf-8")))) - NOT_WORDS


def _literals(tree: ast.Module) -> Iterator[str]:
    """Strings that look like something to say, and are handed to no catalogue."""
    handed = {id(each) for node in ast.walk(tree) for each in _handed(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            looks_so = SENTENCE.search(node.value) and not HEADERS.match(node.value)
            if looks_so and id(node) not in handed:
                yield node.value


def _handed(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value  # a docstring
    if isinstance(node, ast.Raise) and "TypeError" in ast.dump(node):
        yield from ast.walk(node)  # our own mistake, never seen by a neighbour
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in QUIET_CALLS:
            yield from node.args  # plain strings only: none in an f-string


@pytest.mark.parametrize(
    "code", ['x = "Please wait."', 'abort(400, "Not so fast")', 'f"{n} posts are here"']
)
def test_a_sentence_in_a_module_is_found(code: str) -> None:
    assert list(_literals(ast.parse(f"y = {code}" if code[0] == "f" else code)))


@pytest.mark.parametrize(
    "source", ["{{ 'Not so' if x }}", "<b title='Wait'>{{ x }}</b>"]
)
def test_a_sentence_in_a_template_is_found(source: str) -> None:
    assert _unbracketed(_without_code(source)) - {"b"} or list(_own_sentences(source))
