"""Code points that the model has no entry for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radio.textmodel.coder import Ends as Points
from radio.textmodel.coder import Reader, Writer, octets_of
from radio.textmodel.rare import code_rare

POINTS = st.characters(exclude_categories=["Cs"]).map(ord)


def written(points: list[int]) -> bytes:
    writer = Writer()
    before = 0
    for point in points:
        code_rare(writer, point, before)
        before = point
    return octets_of(Points().next(writer))


def read(octets: bytes, count: int) -> list[int]:
    reader = Reader(octets)
    points = [0]
    for _ in range(count):
        points.append(code_rare(reader, 0, points[-1]))
    return points[1:]


@given(st.lists(POINTS, min_size=1, max_size=8))
def test_code_points_read_back(points: list[int]) -> None:
    assert read(written(points), len(points)) == points


@given(st.binary(max_size=8))
def test_any_bytes_are_numbers_that_chr_may_refuse(octets: bytes) -> None:
    assert all(number < 1 << 22 for number in read(octets, 4))


def test_common_chinese_characters_take_less_than_their_utf8() -> None:
    text = "的一是在不了有和人这"

    assert len(written(list(map(ord, text)))) < 2 * len(text)


def test_neighbours_take_a_byte_each() -> None:
    text = "कखगघङचछज"

    assert len(written(list(map(ord, text)))) <= 2 + len(text)
