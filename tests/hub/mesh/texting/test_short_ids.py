"""Short names of posts: the same everywhere, and hard to get wrong."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.ids import PostId
from hub.mesh.texting import short_ids
from hub.mesh.texting.lexicon import lexicons
from hub.mesh.texting.short_ids import SHORTEST, could_be, resolve, short_id

post_ids = st.builds(PostId, st.integers(1, 2**32 - 1), st.integers(1, 2**20))


def some_posts(count: int) -> list[PostId]:
    return [PostId(0x5EED + number % 7, 1 + number // 7) for number in range(count)]


@given(post_ids)
def test_a_post_has_the_same_name_on_every_hub(post: PostId) -> None:
    alone, in_company = short_id(post, []), short_id(post, some_posts(50))

    assert in_company.startswith(alone)
    assert len(alone) == SHORTEST


@given(st.sets(post_ids, max_size=40))
def test_a_name_means_one_live_post(posts: set[PostId]) -> None:
    for post in posts:
        assert resolve(short_id(post, posts), posts) == (post,)


def test_posts_that_begin_alike_get_longer_names_and_the_short_one_means_both() -> None:
    posts = some_posts(1000)
    starts = Counter(short_id(each, [])[:SHORTEST] for each in posts)
    start = next(start for start, count in starts.items() if count > 1)

    alike = resolve(start, posts)

    assert len(alike) == starts[start]
    names = {short_id(each, posts) for each in alike}
    assert len(names) == len(alike)
    assert all(len(each) > SHORTEST for each in names)


@given(post_ids)
def test_a_name_may_be_typed_small_with_spaces_dashes_and_a_hash(post: PostId) -> None:
    name = short_id(post, [])

    for typed in (name.lower(), f"#{name}", "-".join(name), f" {' '.join(name)} "):
        assert resolve(typed, [post]) == (post,)


@given(post_ids)
def test_what_a_symbol_is_misread_as_means_that_symbol(post: PostId) -> None:
    name = short_id(post, [])
    misread = name.translate(str.maketrans("Q6MY43", "0GNVAE"))

    assert resolve(misread, [post]) == (post,)


@given(post_ids)
def test_a_name_is_no_word_and_no_number_of_any_language(post: PostId) -> None:
    name = short_id(post, [])
    keys = {key for lexicon in lexicons() for key in lexicon.keywords.folded()}

    assert could_be(name)
    assert name[0].isalpha()
    assert any(each.isdecimal() for each in name)
    assert not set(name) & set("AEIOU01258BDGLNSVZ")
    assert name.lower() not in keys


@pytest.mark.parametrize(
    "word",
    ["the", "need", "4th", "7pm", "346", "K7", "", "水", "K7Q?!", "a" * 99, "½Q3"],
)
def test_ordinary_words_are_no_short_id(word: str) -> None:
    assert not could_be(word)


@given(st.text())
def test_any_typed_text_is_read_without_an_error(typed: str) -> None:
    assert isinstance(resolve(typed, [PostId(1, 1)]), tuple)
    assert len(short_ids.usual_form(typed)) <= short_ids.LONGEST


def test_three_symbols_do_for_most_of_fifty_posts() -> None:
    posts = some_posts(50)

    longer = [each for each in posts if len(short_id(each, posts)) > SHORTEST]

    assert len(longer) <= 5
