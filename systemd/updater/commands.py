"""The command line `porchlight-update`: takes what is offered, says how it ended, and
leaves that for the hub's pages.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from installer import places, releases
from installer.commands import PATH
from installer.files import write
from installer.steps import StepFailed
from installer.upgrading import go_back
from installer.working import ways

from updater.offers import NAME, SIGNED, Offer, file_offer, place_offer, web_offer
from updater.outcomes import Outcome, Refused, Result, told
from updater.stick import mounted
from updater.updating import Box, clear, install, take

ON_STICK = "The update on the stick"
SYSTEM_PYTHON = "/usr/bin/python3"


def main(arguments: Sequence[str]) -> int:
    """0: well, or nothing to do; 3: installed in part; 1: nothing was changed."""
    given = _parse(arguments)
    if os.geteuid():
        print("! Please run it as root: sudo porchlight-update", file=sys.stderr)
        return 1
    try:
        with _alone() as lock:
            result = _do(given, _this_box(lock))
    except Refused as busy:
        result = told(busy.outcome, "The update")
    if result is None:
        return 0
    print(result.words, file=sys.stdout if result.is_good else sys.stderr)
    if result.outcome is Outcome.IN_PART:
        return 3
    return 0 if result.is_good else 1


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="porchlight-update",
        description="Bring this box a signed update. It is tried on a copy of what the "
        "hub keeps; if it does not work, the version before goes on running.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "place",
        nargs="?",
        metavar="FILE|FOLDER|URL",
        help=f"an archive with its {SIGNED} file beside it, a folder with {NAME}, "
        "or an https address: the only time that anything is fetched",
    )
    what.add_argument(
        "--stick", action="store_true", help="the USB stick labelled PORCHLIGHT"
    )
    what.add_argument(
        "--back", action="store_true", help="the version that ran before this one"
    )
    parser.add_argument(
        "--older", action="store_true", help="also one that is not newer"
    )
    given = parser.parse_args(arguments)
    if "://" in (given.place or "") and not given.place.startswith("https://"):
        parser.error("an address begins with https")
    return given


def _do(given: argparse.Namespace, box: Box) -> Result | None:
    """What was asked for; None where a stick has nothing to do with us."""
    if given.back:
        result: Result | None = _go_back()
    elif given.stick:
        result = _update(_on_stick(), box, older=False)
    else:
        result = _update(_named(given.place), box, older=given.older)
    if result is not None:
        left = {"outcome": result.outcome, "words": result.words}
        write(places.UPDATE_RESULT, json.dumps(left).encode())
    return result


def _update(
    offered: AbstractContextManager[Offer | None], box: Box, *, older: bool
) -> Result | None:
    """A stick may go as soon as it is copied."""
    what = "The update"
    try:
        with offered as offer:
            if offer is None:
                return None
            what = offer.what
            manifest = take(offer, box, older=older)
        print(f"{what} is signed and whole: version {manifest.version}.", flush=True)
        return install(manifest, what, box)
    except Refused as refused:
        return told(refused.outcome, what, **refused.facts)
    except OSError as error:
        return told(Outcome.CARD, what, why=error.strerror or error)
    finally:
        with contextlib.suppress(OSError):
            clear(box)


@contextlib.contextmanager
def _on_stick() -> Iterator[Offer | None]:
    """None where there is no update on it, as on most of them."""
    with mounted() as stick:
        names = (NAME, NAME + SIGNED)
        has_one = stick is not None and any(
            os.path.lexists(stick / name) for name in names
        )
        yield file_offer(stick / NAME, ON_STICK) if stick and has_one else None


@contextlib.contextmanager
def _named(place: str) -> Iterator[Offer]:
    yield web_offer(place) if place.startswith("https:") else place_offer(Path(place))


def _go_back() -> Result:
    what, before = "The version before", releases.before()
    if before is None or not releases.is_whole(before):
        return told(Outcome.NO_WAY_BACK, what)
    try:
        go_back(before, ways(hotspot=places.HOTSPOT.exists()))
    except StepFailed as error:
        print(f"! {error}", file=sys.stderr)
        return told(Outcome.FAILED, what, version=before.name)
    return told(Outcome.BACK, what, version=before.name)


@contextlib.contextmanager
def _alone() -> Iterator[int]:
    """One update at a time; what is yielded keeps others out as long as it is open,
    in whatever process. Raises Refused."""
    with places.UPDATE_LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(Outcome.BUSY) from error
        yield lock.fileno()


def _this_box(lock: int) -> Box:
    return Box(
        keys=places.UPDATE_KEYS,
        state=places.UPDATES,
        machine=platform.machine(),
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
        sequence=_sequence_at_work,
        install=partial(_run_installer, lock),
    )


def _sequence_at_work() -> int:
    with contextlib.suppress(OSError, ValueError):
        return int((places.CURRENT / "systemd/sequence").read_text())
    return 0


def _run_installer(lock: int, source: Path) -> int:
    """The newer version's own, with the parts that this box has. It keeps others out
    also where we are killed and it is not."""
    has_screen = (places.UNITS / places.SCREEN_UNIT).exists()
    options = [
        *([] if places.HOTSPOT.exists() else ["--no-hotspot"]),
        *([] if has_screen else ["--no-kiosk"]),
    ]
    done = subprocess.run(
        [SYSTEM_PYTHON, "-Iu", str(source / "systemd/install"), *options],
        check=False,
        stdin=subprocess.DEVNULL,
        env={"PATH": PATH, "LC_ALL": "C.UTF-8"},
        pass_fds=(lock,),
    )
    if done.returncode:
        releases.drop_broken()  # it takes room, on a card that may be full
    return done.returncode
