"""The week as a drawing: every post is in a bar, and no bar leaves the drawing."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.changes import Kind
from hub.domain.week import DAYS, Day, Week
from hub.web.week_chart import COLUMN, HEIGHT, Bar, week_chart
from tests.hub.web.saying import english

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(Kind), st.sampled_from(["food", "rides"])),
    st.integers(1, 2000),
)
WEEKS = st.lists(st.builds(Day, COUNTS, COUNTS), min_size=DAYS, max_size=DAYS).map(
    lambda days: Week(tuple(days))
)
EMPTY = Day({}, {})


def _count(bar: Bar | None) -> int:
    return bar.count if bar else 0


def _ys(bar: Bar) -> list[float]:
    """Every height of an outline of M, V and Q."""
    found = re.findall(r"V([\d.]+)|[\d.]+ ([\d.]+)", bar.outline)
    return [float(one or other) for one, other in found]


@given(WEEKS, st.booleans())
def test_every_post_is_in_a_bar_of_its_kind(week: Week, mirrored: bool) -> None:
    columns = week_chart(week, mirrored).columns

    assert sum(_count(each.offers) for each in columns) == week.posted(Kind.OFFER)
    assert sum(_count(each.needs) for each in columns) == week.posted(Kind.NEED)
    assert sum(each.met for each in columns) == week.met


@given(WEEKS)
def test_no_bar_and_no_number_leaves_the_drawing(week: Week) -> None:
    for column in week_chart(week).columns:
        for bar in filter(None, (column.offers, column.needs)):
            assert all(0 <= y <= HEIGHT for y in (*_ys(bar), bar.number_y))
            assert 16 <= bar.number_y <= HEIGHT - 4


@given(WEEKS)
def test_offers_stand_above_the_line_and_needs_hang_below(week: Week) -> None:
    for column in week_chart(week).columns:
        assert column.offers is None or max(_ys(column.offers)) < 106
        assert column.needs is None or min(_ys(column.needs)) > 106


def test_more_is_taller_up_to_the_highest_of_the_week() -> None:
    counts = (1, 5, 20)
    days = [Day({(Kind.OFFER, "food"): each}, {}) for each in counts]

    columns = week_chart(Week((*[EMPTY] * 4, *days))).columns
    tops = [min(_ys(each.offers)) for each in columns if each.offers]

    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == len(counts)


def test_the_days_run_along_the_line_of_reading() -> None:
    week = Week((*[EMPTY] * 6, Day({}, {(Kind.NEED, "food"): 1})))

    assert week_chart(week).columns[-1].x == COLUMN * 6.5
    assert week_chart(week, mirrored=True).columns[-1].x == COLUMN * 0.5


def test_a_quiet_week_has_no_drawing() -> None:
    chart = week_chart(Week((EMPTY,) * DAYS))

    assert chart.columns == ()
    assert chart.rows == ()
    assert english(chart.met) == "0 met"
