"""How far a post got: what is counted, and what the pages and the API say of it."""

from __future__ import annotations

from typing import Any

import pytest

from hub.domain.changes import Outcome
from hub.domain.drafts import check_draft
from hub.domain.ids import PostId
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.service import HubService
from hub.service.steps import Writer
from hub.service.stewards import Stewards
from hub.web import words
from hub.web.delivery import HEARD_LATELY_S, Delivery, delivery_of
from radio.frame import Followed, Span
from tests.hub.web.links import client_of, holding, link_of
from tests.hub.web.saying import english

HERE, BAKERY, SCHOOL, TOWER = 1, 7, 8, 9
WATER = {"kind": "need", "category": "water", "text": "Water", "urgency": "now"}
ALL_OF_HERE = holding(Followed(HERE, 5))
NOTHING = holding()


def _post(service: HubService, **fields: str) -> PostId:
    return service.post({**WATER, **fields}, b"attempt").post_id


@pytest.mark.parametrize(
    ("peers", "delivery"),
    [
        ({}, Delivery(0, 0)),
        ({BAKERY: NOTHING, SCHOOL: NOTHING}, Delivery(0, 2)),
        ({BAKERY: ALL_OF_HERE, SCHOOL: NOTHING}, Delivery(1, 2)),
        ({BAKERY: ALL_OF_HERE, SCHOOL: ALL_OF_HERE}, Delivery(2, 2)),
        ({BAKERY: holding(Followed(HERE, 4))}, Delivery(0, 1)),
        ({BAKERY: holding(Followed(HERE, 9, (Span(HERE, 5, 1),)))}, Delivery(0, 1)),
        ({BAKERY: holding(Followed(SCHOOL, 5))}, Delivery(0, 1)),
    ],
)
def test_a_hub_counts_as_holding_what_its_digest_names(
    peers: dict[int, Any], delivery: Delivery
) -> None:
    assert delivery_of(PostId(HERE, 5), link_of(peers)) == delivery


def test_the_hub_that_wrote_a_post_holds_it() -> None:
    link = link_of({BAKERY: NOTHING, SCHOOL: NOTHING})

    assert delivery_of(PostId(BAKERY, 1), link) == Delivery(1, 2)


def test_a_hub_that_was_silent_for_a_day_does_not_count() -> None:
    peers = {BAKERY: ALL_OF_HERE}

    assert delivery_of(PostId(HERE, 1), link_of(peers, HEARD_LATELY_S)) == Delivery(
        0, 0
    )
    assert delivery_of(PostId(HERE, 1), link_of(peers, HEARD_LATELY_S - 1)) == Delivery(
        1, 1
    )


def test_a_hub_of_which_nothing_is_known_counts_as_one_without_it() -> None:
    link = link_of({TOWER: NOTHING})
    link.sync.peers.clear()

    assert delivery_of(PostId(HERE, 1), link) == Delivery(0, 1)


def test_what_never_leaves_this_hub_is_not_delivered() -> None:
    everything = holding(Followed(0, 5))

    assert delivery_of(PostId(0, 1), link_of({BAKERY: everything})) is None
    assert delivery_of(PostId(HERE, 1), None) is None


@pytest.mark.parametrize(
    ("holders", "others", "said"),
    [
        (0, 1, "The other hub we hear does not have this yet"),
        (1, 1, "The other hub has this too."),
        (0, 4, "None of the 4 other hubs we hear has this yet"),
        (1, 4, "1 of the 4 other hubs has this too."),
        (3, 4, "3 of the 4 other hubs have this too."),
        (4, 4, "All 4 other hubs have this too."),
    ],
)
def test_the_page_of_a_post_says_how_far_it_got(
    service: HubService, stewards: Stewards, holders: int, others: int, said: str
) -> None:
    post = _post(service)
    held = holding(Followed(service.origin, post.sequence))
    peers = {n + 1: held if n < holders else NOTHING for n in range(others)}

    page = client_of(service, stewards, link_of(peers)).get(f"/posts/{post}").text

    assert said in page


def test_with_nobody_heard_or_no_radio_the_page_says_just_that(
    service: HubService, stewards: Stewards
) -> None:
    address = f"/posts/{_post(service)}"

    unheard = client_of(service, stewards, link_of({})).get(address).text
    alone = client_of(service, stewards, None).get(address).text

    assert "We hear no other hub at the moment" in unheard
    assert english(words.NO_RADIO) in alone


def test_a_local_post_is_said_to_stay_here(
    service: HubService, stewards: Stewards
) -> None:
    post = _post(service, reach="this_hub")
    link = link_of({BAKERY: NOTHING})

    page = client_of(service, stewards, link).get(f"/posts/{post}").text

    assert english(words.ONLY_HERE) in page
    assert "other hub we hear" not in page


def test_a_post_that_is_over_no_longer_says_who_has_it(
    service: HubService, stewards: Stewards
) -> None:
    accepted = service.post(WATER, b"attempt")
    client = client_of(service, stewards, link_of({BAKERY: NOTHING}))
    address = f"/posts/{accepted.post_id}"
    Writer(service, accepted.post_id, accepted.keep_code).close(Outcome.MET)

    assert english(words.HOW_WE_COUNT) not in client.get(address).text


def test_a_post_from_elsewhere_says_where_it_is_looked_after_and_how_far_it_got(
    service: HubService, stewards: Stewards
) -> None:
    posted = check_draft(WATER).posted
    service.ingest(Record(HubId(BAKERY), Sequence(1), posted, pack(posted)), 0.0)
    link = link_of({BAKERY: NOTHING, SCHOOL: NOTHING})

    page = client_of(service, stewards, link).get(f"/posts/{PostId(BAKERY, 1)}").text

    assert english(words.CAME_BY_RADIO) in page
    assert "1 of the 2 other hubs has this too." in page


def test_cards_on_the_board_show_how_far_shared_posts_got(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, link_of({BAKERY: NOTHING}))

    _post(service, reach="this_hub")
    assert "not on other hubs yet" not in client.get("/").text

    service.post(WATER, b"another attempt")
    assert "not on other hubs yet" in client.get("/").text


def test_the_api_gives_numbers_and_names_no_hub(
    service: HubService, stewards: Stewards
) -> None:
    post = _post(service)
    held = holding(Followed(service.origin, post.sequence))
    link = link_of({BAKERY: held, SCHOOL: NOTHING})
    client = client_of(service, stewards, link)

    one, all_of_it = client.get(f"/api/posts/{post}"), client.get("/api/board")

    assert one.json["delivery"] == {"held_by": 1, "of": 2}
    assert one.headers["Cache-Control"] == "no-store"
    assert all_of_it.json["posts"] == [one.json]
    assert f"{BAKERY:08x}" not in one.text


def test_the_api_gives_no_delivery_where_there_is_none(
    service: HubService, stewards: Stewards
) -> None:
    local = _post(service, reach="this_hub")
    shared = service.post(WATER, b"another attempt").post_id

    for post, link in ((local, link_of({BAKERY: NOTHING})), (shared, None)):
        client = client_of(service, stewards, link)
        assert client.get(f"/api/posts/{post}").json["delivery"] is None


@pytest.mark.parametrize("post_id", ["nothing", "00000001-1"])
def test_a_post_that_is_not_there_is_404_in_the_api(
    service: HubService, stewards: Stewards, post_id: str
) -> None:
    response = client_of(service, stewards, None).get(f"/api/posts/{post_id}")

    assert response.status_code == 404
    assert response.json["error"]["message"]


def test_how_far_posts_got_is_no_news_of_the_board(
    service: HubService, stewards: Stewards
) -> None:
    post = _post(service)
    held = holding(Followed(service.origin, post.sequence))
    before = client_of(service, stewards, link_of({BAKERY: NOTHING}))
    after = client_of(service, stewards, link_of({BAKERY: held}))

    etag = before.get("/api/board").headers["ETag"]

    answer = after.get("/api/board", headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert after.get("/api/board").json["posts"][0]["delivery"]["held_by"] == 1
