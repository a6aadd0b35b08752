"""The picture of a run."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from radio.simulator.eavesdropper import SentFrame
from radio.simulator.picture.drawing import picture
from radio.simulator.picture.marks import COLOURS, DOWN_COLOUR, SIDE_COLOURS
from radio.simulator.picture.sheet import Sheet
from radio.simulator.picture.svg import element, strokes, text
from radio.simulator.places import in_a_row
from radio.simulator.plan import Newcomer, Outage, Plan, Split
from radio.simulator.trace import Stored, Trace

SVG = "{http://www.w3.org/2000/svg}"

PLAN = Plan(hubs=3, places=tuple(in_a_row(4, 100.0)), posts=(), quiet_s=1.0)
TRACE = Trace(
    PLAN,
    3600.0,
    (
        SentFrame(60.0, 0, 0, "records", 0.6, is_relay=False, received_by=(1, 2)),
        SentFrame(62.0, 3, 0, "records", 0.6, is_relay=True, received_by=(1, 2)),
        SentFrame(90.0, 1, 1, "request", 0.4, is_relay=False, received_by=(0,)),
    ),
    (Stored(60.0, 0, (5, 1), None), Stored(61.0, 1, (5, 1), 0)),
)


def drawn(trace: Trace) -> str:
    return picture(trace, "A <run> & more", "What it shows")


def test_a_picture_is_well_formed_and_speaks_to_screen_readers():
    root = ElementTree.fromstring(drawn(TRACE))  # noqa: S314 - our own

    assert root.get("role") == "img"
    assert root.get("width") == "1200"
    assert root.find(f"{SVG}title").text == "A <run> & more"
    assert root.find(f"{SVG}desc").text == "What it shows"
    assert {root.find(f"{SVG}{name}").get("id") for name in ("title", "desc")} == set(
        root.get("aria-labelledby").split()
    )


def test_a_picture_holds_no_script_and_fetches_nothing():
    svg = drawn(TRACE).replace("http://www.w3.org/2000/svg", "")

    assert "script" not in svg
    assert "://" not in svg
    assert "href" not in svg


def test_frames_have_the_colour_of_their_type_and_the_legend_says_so():
    svg = drawn(TRACE)

    assert svg.count(COLOURS["records"]) == 2  # on the picture and in the legend
    assert svg.count(COLOURS["request"]) == 2
    assert COLOURS["fragment"] not in svg
    assert "records (1)" in svg
    assert "repeat by a radio (1)" in svg


def test_hubs_without_power_and_splits_are_shaded():
    faults = replace(
        PLAN,
        outages=(Outage(0.0, 60.0, 1),),
        splits=(Split(0.0, 600.0, ((0,), (1, 2))),),
    )

    calm, struck = drawn(TRACE), drawn(replace(TRACE, plan=faults))

    for colour in (DOWN_COLOUR, *SIDE_COLOURS[:2]):
        assert colour not in calm
        assert colour in struck


def test_a_newcomer_is_off_until_it_comes():
    plan = replace(PLAN, newcomer=Newcomer(1800.0, 2))

    assert "hub is off" in drawn(replace(TRACE, plan=plan))


@pytest.mark.parametrize("end_s", [0.0, 30.0, 3600.0, 30 * 3600.0, 40 * 86400.0])
def test_times_are_labelled_far_enough_apart(end_s):
    sheet = Sheet(3, end_s)

    places = [sheet.x(time_s) for time_s, _ in sheet.labels()]

    assert places
    assert all(76 <= x <= 1180 for x in places)
    assert all(b - a >= 40 for a, b in pairwise(places))


@pytest.mark.parametrize(("rows", "named"), [(2, 2), (20, 20), (200, 20)])
def test_rows_are_named_where_there_is_room(rows, named):
    sheet = Sheet(rows, 60.0)

    assert len(sheet.named_rows()) == named
    assert sheet.height < 1500


def test_lines_that_fall_on_one_another_are_drawn_once():
    path = strokes([(1, 2, 1, 5), (1, 2, 1, 5), (3, 2, 9, 2)], stroke="#000")

    assert path == '<path d="M1 2V5M3 2H9" fill="none" stroke="#000"/>'


def test_words_are_escaped():
    assert text('a < "b"', 1, 2) == '<text x="1" y="2">a &lt; "b"</text>'
    assert element("g", class_='"') == "<g class='\"'/>"
