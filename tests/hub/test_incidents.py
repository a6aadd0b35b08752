"""The file of incidents: small, seldom written, and without a word of anybody."""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from hub.__main__ import main
from hub.incidents import EARLIER, FILE, MOST_BYTES, Incidents, keep, kept, told_of

UNIX_S = 1_800_000_000.0


@pytest.fixture
def incidents(tmp_path: Path) -> Iterator[Incidents]:
    made = Incidents(tmp_path, lambda: 7384.0)
    yield made
    if made.is_running:
        made.end()


def _logger(incidents: Incidents, name: str) -> logging.Logger:
    logger = logging.Logger(name)
    logger.addHandler(incidents)
    return logger


def _wait(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 30.0
    while not holds():
        assert time.monotonic() < until, "never came"
        time.sleep(0.01)


def _record(name: str, words: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, "x.py", 1, words, args, None)


def test_a_failure_is_kept_with_its_time_and_a_start_and_an_end(
    incidents: Incidents, tmp_path: Path
) -> None:
    incidents.begin(lambda: UNIX_S)
    _logger(incidents, "hub.store").error("the disk: %s", OSError(errno.ENOSPC, "full"))
    _logger(incidents, "hub.store").info("all is well")
    incidents.end()

    lines = kept(tmp_path).splitlines()

    assert lines == [
        "2027-01-15 08:00  up 2:03:04  started",
        "2027-01-15 08:00  up 2:03:04  error, hub.store: the disk: OSError ENOSPC",
        "2027-01-15 08:00  up 2:03:04  ended",
    ]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_what_fails_before_the_folder_is_ours_is_kept_once_it_is(
    incidents: Incidents, tmp_path: Path
) -> None:
    _logger(incidents, "hub.store").error("the store is damaged")
    assert not list(tmp_path.iterdir())

    incidents.begin(lambda: None)
    incidents.end()

    assert "no time  up 2:03:04  error, hub.store: the store is damaged" in kept(
        tmp_path
    )


def test_a_burst_is_written_at_once_and_what_follows_waits(
    incidents: Incidents, tmp_path: Path
) -> None:
    incidents.begin(lambda: None)
    _wait(lambda: "started" in kept(tmp_path))

    for number in range(1000):
        _logger(incidents, "hub.store").error("failure %d", number)

    assert "failure" not in kept(tmp_path)  # not before a minute is over
    incidents.end()
    assert "failure 999" in kept(tmp_path)


def test_it_never_grows_beyond_two_small_files(tmp_path: Path) -> None:
    for number in range(3000):
        keep(tmp_path, f"line {number} {'x' * 90}\n")

    sizes = {each.name: each.stat().st_size for each in tmp_path.iterdir()}
    assert set(sizes) == {FILE, EARLIER}
    assert max(sizes.values()) <= MOST_BYTES
    assert "line 2999" in kept(tmp_path)
    assert "line 0 " not in kept(tmp_path)


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    incidents = Incidents(tmp_path / "gone", lambda: 0.0)
    incidents.begin(lambda: None)
    _logger(incidents, "hub").error("it failed")
    incidents.end()


@pytest.mark.parametrize("name", ["hub.web.posting", "radio.link", "waitress"])
@given(
    secret=st.text("0123456789!@/", min_size=6, max_size=40), number=st.integers(10**5)
)
def test_nothing_that_was_filled_in_gets_into_it(
    name: str, secret: str, number: int
) -> None:
    told = told_of(
        _record(name, "it failed: %s, %s, %08x", secret, Path(secret), number)
    )

    assert told == "it failed: …, …, …"


def test_a_neighbours_words_in_an_error_stay_out(incidents: Incidents) -> None:
    record = _record("hub.web", "a page failed: %s", ValueError("Ada, flat 4"))
    try:
        raise ValueError("Ada, flat 4")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)

    told = told_of(record)

    assert told.startswith(
        "a page failed: ValueError (ValueError in test_incidents.py:"
    )
    assert "Ada" not in told


def test_visitors_cannot_fill_it(incidents: Incidents, tmp_path: Path) -> None:
    incidents.begin(lambda: None)
    _logger(incidents, "waitress").warning("a phone hung up")
    _logger(incidents, "waitress").error("the server failed")
    incidents.end()

    assert "hung up" not in kept(tmp_path)
    assert "the server failed" in kept(tmp_path)


def test_what_a_radio_suffers_from_is_told_in_plain_words() -> None:
    why = "the radio has fallen silent"

    assert why in told_of(_record("radio.link", "radio: %s; trying again", why))
    assert "the link" in told_of(_record("hub.watchdog", "this hangs: %s", "the link"))
    assert why not in told_of(_record("hub.mesh", "radio: %s", why))


def test_a_steward_reads_it_with_a_command(tmp_path: Path) -> None:
    ask = ["incidents", "--data", str(tmp_path)]
    assert CliRunner().invoke(main, ask).output == "Nothing is kept yet.\n"

    keep(tmp_path, "it failed\n")

    assert CliRunner().invoke(main, ask).output == "it failed\n"
