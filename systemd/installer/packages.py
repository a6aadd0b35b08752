"""Debian's packages that a box needs, from the bundle or from Debian."""

from __future__ import annotations

from pathlib import Path

from installer.commands import run, says
from installer.steps import Step, StepFailed

HOTSPOT = ("network-manager", "dnsmasq-base")
SCREEN = (
    "cage",
    "xwayland",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "espeak-ng",
)
BROWSERS = ("chromium", "chromium-browser")
"""Debian's name, and that of Raspberry Pi OS before Trixie."""

VENV = ("python3-venv",)


def present(names: tuple[str, ...], source: Path) -> Step:
    """All of them installed; `source` may have a folder `debs`."""
    return Step(
        f"install {', '.join(names)}",
        lambda: not missing(names),
        lambda: _install(missing(names), source / "debs"),
    )


def missing(names: tuple[str, ...]) -> list[str]:
    """Those that are not installed."""
    return [each for each in names if not _is_installed(each)]


def browser() -> str:
    """What the browser's package is called here."""
    installed = [each for each in BROWSERS if _is_installed(each)]
    known = [each for each in BROWSERS if says(["apt-cache", "show", each])]
    return (*installed, *known, BROWSERS[0])[0]


def _is_installed(name: str) -> bool:
    return says(["dpkg-query", "-W", "-f", "${db:Status-Status}", name]) == "installed"


def _install(names: list[str], debs: Path) -> None:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    apt = [
        "apt-get",
        "-qq",
        *([] if _leads_outside() else ["-o", "Acquire::Retries=0"]),
    ]
    install = [*apt, "install", "-y", "--no-install-recommends"]
    files = _debs_for_here(debs)
    try:
        if files:
            run([*install, *_wanted(names, files)], quiet)
        else:
            run([*apt, "update"], quiet)
            run([*install, *names], quiet)
    except StepFailed as error:
        raise StepFailed(
            f"Debian's packages {' '.join(names)} are missing. Connect the box to the "
            "internet once and run this again, or make the bundle --with-debs on a "
            f"machine of this release.\n{error}"
        ) from error


def _wanted(names: list[str], files: list[Path]) -> list[str]:
    """The files of the bundle, all of them if one of the names is there."""
    there = {each.name.split("_")[0] for each in files}
    return [str(each) for each in files] if there.intersection(names) else names


def _leads_outside() -> bool:
    """Whether there is a way to the internet at all; else trying again is waiting."""
    routes = Path("/proc/net/route").read_text().splitlines()
    return any(line.split()[1:2] == ["00000000"] for line in routes)


def _debs_for_here(debs: Path) -> list[Path]:
    """The bundle's packages for this release and this kind of machine."""
    release = says(["sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME"])
    kind = says(["dpkg", "--print-architecture"])
    return sorted((debs / f"{release}-{kind}").glob("*.deb"))
