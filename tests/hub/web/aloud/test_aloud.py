"""Pages read aloud: what is said, in which language, and to whom."""

from __future__ import annotations

import io
import wave

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.domain.ids import PostId
from hub.service import HubService
from hub.service.ports import Role
from hub.service.steps import claim
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from tests.conftest import ManualClock
from tests.hub.web.aloud.voices import Reader
from tests.hub.web.visitor import NEED, TOKEN, send_post, step

PHONE = "10.42.0.17"


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def screen(
    service: HubService, stewards: Stewards, clock: ManualClock, reader: Reader
) -> FlaskClient:
    """The browser of the screen in the lobby, of a machine that can speak."""
    hub = WebHub("14 Elm St", service, stewards, lambda: None, speak=reader)
    client = create_app(hub, monotonic=lambda: clock.now).test_client()
    client.get("/screen")
    return client


def _post(service: HubService, text: str, **fields: str) -> str:
    posted = service.post(
        {"kind": "need", **NEED, "text": text, **fields}, text.encode()
    )
    return str(posted.post_id)


def _seconds(sound: TestResponse) -> float:
    with wave.open(io.BytesIO(sound.data)) as read:
        return read.getnframes() / read.getframerate()


def test_the_board_is_told_by_what_is_most_pressing(
    screen: FlaskClient, service: HubService, reader: Reader
) -> None:
    _post(service, "Bread for two", urgency="week")
    _post(service, "Insulin", category="medicine", urgency="now")
    _post(service, "Two blankets", kind="offer", category="clothes")

    sound = screen.get("/aloud/board.wav")

    assert (sound.status_code, sound.mimetype) == (200, "audio/wav")
    assert reader.lines == [
        "2 needs.",
        "1 offer.",
        "Need: Medicine.",
        "Insulin.",
        "Right now.",
        "Need: Food & water.",
        "Bread for two.",
        "This week.",
        "Offer: Clothes & blankets.",
        "Two blankets.",
        "Today.",
    ]


def test_what_somebody_is_on_is_told_after_what_nobody_looks_after(
    screen: FlaskClient, service: HubService, reader: Reader
) -> None:
    taken = PostId.parse(_post(service, "Bread for two"))
    _post(service, "Soup for one")
    assert taken
    claim(service, taken, "Ben", "6", b"claim")

    screen.get("/aloud/board.wav")

    assert reader.lines.index("Soup for one.") < reader.lines.index("Bread for two.")


def test_alerts_are_told_before_needs(
    screen: FlaskClient, stewards: Stewards, service: HubService, reader: Reader
) -> None:
    ana = ("Ana", stewards.admit("Ana", Role.STEWARD))
    _post(service, "Bread for two")
    stewards.raise_alert(ana, "Flood", 6, b"key")

    screen.get("/aloud/board.wav")

    assert reader.lines.index("Flood.") < reader.lines.index("Bread for two.")


def test_an_empty_board_is_told_too(screen: FlaskClient, reader: Reader) -> None:
    screen.get("/aloud/board.wav")

    assert reader.lines == ["Nothing is needed right now.", "No offers just now."]


@pytest.mark.parametrize(
    ("needs", "offers", "told"),
    [(9, 0, (5, 0)), (0, 9, (0, 5)), (9, 9, (3, 2)), (1, 9, (1, 4)), (4, 1, (4, 1))],
)
def test_of_a_full_board_the_first_five_are_told(
    screen: FlaskClient,
    service: HubService,
    reader: Reader,
    needs: int,
    offers: int,
    told: tuple[int, int],
) -> None:
    for number in range(needs):
        _post(service, f"Needed {number}")
    for number in range(offers):
        _post(service, f"Offered {number}", kind="offer")

    screen.get("/aloud/board.wav")

    words = [line.split()[0] for line in reader.lines]
    assert (words.count("Needed"), words.count("Offered")) == told
    left = needs + offers - sum(told)
    assert reader.lines[-1] == f"{left} more are on the board." or left == 0


def test_the_board_is_told_within_a_minute_however_slow_the_voice(
    service: HubService, stewards: Stewards
) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None, speak=Reader(seconds=15))
    screen = create_app(hub).test_client()
    screen.get("/screen")
    for number in range(9):
        _post(service, f"{number} loaves of bread " * 8)

    assert 40 <= _seconds(screen.get("/aloud/board.wav")) < 60


def test_a_post_is_told_with_who_sees_it(
    screen: FlaskClient, service: HubService, reader: Reader
) -> None:
    post_id = _post(service, "Bread for two", reach="this_hub", quantity="2")

    assert screen.get(f"/aloud/posts/{post_id}.wav").status_code == 200
    assert reader.lines == [
        "Need: Food & water.",
        "Bread for two.",
        "Today.",
        "for 2.",
        "just now.",
        "Only people in this building see this. It never goes out by radio.",
    ]


def test_words_are_said_in_the_language_they_are_in(
    screen: FlaskClient, service: HubService, reader: Reader
) -> None:
    post_id = _post(service, "Mwen bezwen dlo pou timoun yo")

    screen.get(f"/aloud/posts/{post_id}.wav", headers={"Accept-Language": "es"})

    spoken = {text.strip(): code for code, text in reader.said}
    assert spoken["Mwen bezwen dlo pou timoun yo."] == "ht"
    assert {code for code, text in reader.said if "Mwen" not in text} == {"es"}


def test_a_step_tells_what_it_asks_and_what_was_said_so_far(
    screen: FlaskClient, reader: Reader
) -> None:
    step(screen, "what", {"category": "rides"})
    step(screen, "words", {"text": "To the pharmacy"})

    for name in ("what", "words", "reach"):
        sound = screen.get(f"/aloud/new/need/{TOKEN}/{name}.wav")
        assert sound.status_code == 200

    assert reader.lines[0] == "What is it about?"
    assert "What do you need?" in reader.lines
    assert reader.lines.count("To the pharmacy.") == 2
    assert "Who sees this?" in reader.lines


def test_how_to_reach_the_writer_is_never_said(
    screen: FlaskClient, reader: Reader
) -> None:
    step(screen, "words", {"text": "To the pharmacy"})
    step(screen, "reach", {"contact": "Room nine", "contact_consent": "", "go": "back"})

    screen.get(f"/aloud/new/need/{TOKEN}/reach.wav")

    assert "To the pharmacy." in reader.lines
    assert not any("Room nine" in line for line in reader.lines)


def test_a_keep_code_is_spelled_twice_letter_by_letter(
    screen: FlaskClient, reader: Reader
) -> None:
    posted = send_post(screen).headers["Location"]
    page = screen.get(posted).text

    sound = screen.get(f"/aloud/posted/{TOKEN}.wav")

    code = "".join(line[0] for line in reader.lines if len(line) == 2)
    assert sound.headers["Cache-Control"] == "no-store"
    assert len(code) == 12
    assert f"{code[:3]}-{code[3:6]}" in page
    assert code[:6] == code[6:]


def test_a_keep_code_is_not_said_for_ever(
    screen: FlaskClient, clock: ManualClock
) -> None:
    send_post(screen)
    clock.now += 3600

    assert screen.get(f"/aloud/posted/{TOKEN}.wav").status_code == 404


SOUNDS = (
    "/aloud/board.wav",
    "/aloud/posts/00000000-1.wav",
    f"/aloud/new/need/{TOKEN}/what.wav",
    f"/aloud/posted/{TOKEN}.wav",
)


@pytest.mark.parametrize("sound", SOUNDS)
def test_phones_are_not_read_to(
    screen: FlaskClient, reader: Reader, sound: str
) -> None:
    from_afar = {"REMOTE_ADDR": PHONE}
    send_post(screen)

    assert screen.get(sound, environ_overrides=from_afar).status_code == 404
    assert "data-aloud" not in screen.get("/", environ_overrides=from_afar).text
    assert reader.said == []


@pytest.mark.parametrize("sound", SOUNDS)
def test_a_machine_without_a_voice_offers_none(client: FlaskClient, sound: str) -> None:
    client.get("/screen")

    assert 'data-face="screen"' in client.get("/").text
    assert "data-aloud" not in client.get("/").text
    assert client.get(sound).status_code == 404


def test_what_is_not_there_is_not_said(screen: FlaskClient, reader: Reader) -> None:
    for address in (
        "/aloud/posts/12345678-9.wav",
        "/aloud/posts/nothing.wav",
        "/aloud/posted/nothing.wav",
        "/aloud/new/gift/a/what.wav",
    ):
        assert screen.get(address).status_code == 404
    assert reader.said == []


def test_a_voice_that_fails_takes_nothing_with_it(
    screen: FlaskClient, reader: Reader
) -> None:
    reader.hoarse = True

    assert screen.get("/aloud/board.wav").status_code == 503
    assert screen.get("/").status_code == 200


def test_every_page_that_can_be_told_has_its_button(
    screen: FlaskClient, service: HubService
) -> None:
    post_id = _post(service, "Soup")
    send_post(screen)
    for page in ("/", f"/posts/{post_id}", "/new/offer", f"/posted/{TOKEN}"):
        (_, after) = screen.get(page).text.split('data-aloud="')
        assert screen.get(after.partition('"')[0]).mimetype == "audio/wav"
