"""The API of writers and helpers, as a page or a program uses it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

NEED = {
    "kind": "need",
    "category": "food",
    "text": "Bread for two",
    "contact": "door 3",
    "contact_consent": True,
}


class Story:
    """A need and a helper at one hub."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        post = client.post("/api/posts", json=NEED).json
        self.page = f"/api/posts/{post['id']}"
        self.writers = post["keep_code"]
        self.claim, self.helpers = self.claimed("Ana")

    def claimed(self, handle: str) -> tuple[str, str]:
        fields = {"handle": handle, "hours": 6}
        made = self.client.post(f"{self.page}/claims", json=fields)
        assert made.status_code == 201
        return made.json["id"], made.json["keep_code"]

    def write(self, step: str = "", **fields: object) -> Any:
        fields = {"keep_code": self.writers, "step": step, **fields}
        return self.client.post(f"{self.page}/writer", json=fields)

    def help(self, step: str = "", **fields: object) -> Any:
        fields = {"keep_code": self.helpers, "step": step, **fields}
        return self.client.post(f"{self.page}/claims/{self.claim}", json=fields)


@pytest.fixture
def story(client: FlaskClient) -> Story:
    return Story(client)


def test_the_whole_way_from_a_claim_to_thanks(story: Story) -> None:
    assert story.write().json["post"]["state"] == "claimed"
    assert story.write("arrange", claim=story.claim).json["post"]["state"] == "arranged"
    assert story.help("note", note="On my way").status_code == 200
    told = story.write("note", note="Ring twice").json
    assert [each["text"] for each in told["notes"]] == ["On my way", "Ring twice"]
    half = story.write("partly_met", left=1).json["post"]
    assert (half["state"], half["quantity_left"]) == ("partly_met", 1)
    assert story.write("met").json["post"]["state"] == "met"
    assert story.write("thank", thanks="Bless you").json["post"]["thanks"] == [
        "Bless you"
    ]


def test_a_helper_of_another_post_is_a_stranger_to_this_one(
    story: Story, client: FlaskClient
) -> None:
    story.write("note", note="The door's code is 4711")
    other = Story(client)

    answer = client.post(
        f"{story.page}/claims/{other.claim}", json={"keep_code": other.helpers}
    )

    assert answer.status_code == 404
    assert "4711" not in answer.text


def test_whoever_is_not_needed_any_more_reads_no_notes(story: Story) -> None:
    story.write("note", note="The door's code is 4711")
    assert "4711" in story.help().text

    story.write("release", claim=story.claim)

    assert "4711" not in story.help().text


def test_the_contact_is_for_the_helper_whom_the_writer_chose(story: Story) -> None:
    assert story.help().json["contact"] is None
    story.write("arrange", claim=story.claim)
    other, code = story.claimed("Bo")

    answer = story.client.post(
        f"{story.page}/claims/{other}", json={"keep_code": code}
    ).json

    assert story.help().json["contact"] == "door 3"
    assert answer["contact"] is None
    assert "door 3" not in story.write().text
    assert "door 3" not in story.client.get("/api/board").text


def test_a_helper_does_not_read_what_another_wrote(story: Story) -> None:
    story.help("note", note="On my way")
    other, code = story.claimed("Bo")
    story.write("note", note="To all")

    seen = story.client.post(f"{story.page}/claims/{other}", json={"keep_code": code})

    assert [each["text"] for each in seen.json["notes"]] == ["To all"]


def test_who_helps_later_does_not_read_what_was_told_before(story: Story) -> None:
    story.write("note", note="See you at 8:45")
    story.write("arrange", claim=story.claim)
    later, code = story.claimed("Cy")
    story.write("note", note="Ring at flat 3")

    seen = story.client.post(f"{story.page}/claims/{later}", json={"keep_code": code})

    assert seen.json["notes"] == []
    told = [each["text"] for each in story.help().json["notes"]]
    assert told == ["See you at 8:45", "Ring at flat 3"]


def test_a_note_is_refused_while_nobody_would_read_it(story: Story) -> None:
    story.help("release")

    answer = story.write("note", note="See you at 8:45")

    assert answer.status_code == 400
    assert "note" in answer.json["error"]["fields"]
    assert story.write().json["notes"] == []


def test_a_helper_hands_it_back(story: Story) -> None:
    assert story.help("release").json["post"]["state"] == "open"


def test_a_writer_corrects_renews_and_takes_down(story: Story) -> None:
    assert story.write("correct", text="Cake").json["post"]["text"] == "Cake"
    assert story.write("renew").status_code == 200
    assert story.write("release", claim=story.claim).json["post"]["claims"] == []
    assert story.write("withdrawn").json["post"]["state"] == "withdrawn"


@pytest.mark.parametrize("step", ["met", "arrange", "note", ""])
def test_without_the_code_nobody_takes_a_step_or_looks(story: Story, step: str) -> None:
    fields = {"note": "x", "claim": story.claim}

    assert story.write(step, keep_code=story.helpers, **fields).status_code == 403
    assert story.help("", keep_code=story.writers).status_code == 403
    assert story.write("", keep_code=7).status_code == 403


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("dance", {}),
        ("arrange", {}),
        ("arrange", {"claim": "x"}),
        ("note", {"note": ""}),
        ("note", {"note": 7}),
        ("thank", {}),
        ("correct", {"text": "x" * 281}),
        ("partly_met", {"left": 251}),
    ],
)
def test_what_is_wrong_with_a_step_is_told(
    story: Story, step: str, fields: dict[str, object]
) -> None:
    answer = story.write(step, **fields)

    assert answer.status_code == 400
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("post_id", ["x", "0000004d-1", "00000000-9"])
def test_a_post_that_never_was_is_not_claimed(
    client: FlaskClient, post_id: str
) -> None:
    claimed = client.post(f"/api/posts/{post_id}/claims", json={"hours": 6})
    written = client.post(f"/api/posts/{post_id}/writer", json={"keep_code": "222-222"})

    assert (claimed.status_code, written.status_code) == (404, 404)


def test_a_claim_asked_again_is_the_same_claim(story: Story) -> None:
    headers = {"Idempotency-Key": "k"}
    claims = f"{story.page}/claims"

    answers = [
        story.client.post(claims, json={"hours": 6}, headers=headers).json
        for _ in range(2)
    ]

    assert answers[0] == answers[1]
