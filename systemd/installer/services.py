"""Steps for systemd's units: placed, begun with the box, and now where that works."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from installer.commands import run, says, systemd_runs
from installer.files import placed
from installer.places import RESTART_DUE, UNITS
from installer.steps import Step


def unit(name: str, release: Path) -> Step:
    """A unit of the release."""
    return noting(placed(UNITS / name, (release / "systemd/units" / name).read_bytes))


def noting(step: Step) -> Step:
    """A step after which the hub has to start anew, also if we are interrupted now."""

    def do() -> None:
        note_restart()
        step.do()

    return Step(step.words, step.is_done, do)


def note_restart() -> None:
    """Whatever happens now: the hub has to start anew. A start of the box does, too."""
    if systemd_runs():
        RESTART_DUE.touch()


def enabled(name: str) -> Step:
    """Begun at every start of the box."""
    return Step(
        f"have {name} begin with the box",
        lambda: says(["systemctl", "is-enabled", name]) == "enabled",
        lambda: _systemctl("enable", name),
    )


def disabled(name: str) -> Step:
    """Not begun with the box."""
    return Step(
        f"have {name} begin no more",
        lambda: "enabled" not in _link_state(name),
        lambda: _systemctl("disable", name),
    )


def reload_all() -> None:
    """Let the system read what was placed."""
    if systemd_runs():
        _systemctl("daemon-reload")
        says(["udevadm", "control", "--reload"])
        says(["udevadm", "trigger", "--subsystem-match=tty"])
        says(["systemctl", "try-restart", "systemd-journald.service"])


def start_anew(names: Iterable[str]) -> None:
    """Stop and start. Raises StepFailed."""
    _systemctl("restart", *names)


def stop(names: Iterable[str]) -> None:
    """Stop those that run."""
    if systemd_runs():
        says(["systemctl", "stop", *names])


def is_active(name: str) -> bool:
    """Whether it runs."""
    return says(["systemctl", "is-active", name]) == "active"


def _link_state(name: str) -> str:
    return says(["systemctl", "is-enabled", name])


def _systemctl(*arguments: str) -> None:
    run(["systemctl", *arguments])
