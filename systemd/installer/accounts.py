"""Steps for the users that the hub and the screen run as, and for what is theirs."""

from __future__ import annotations

import grp
import os
import pwd
from pathlib import Path

from installer.commands import run, says
from installer.steps import Step


def user(name: str, home: Path, groups: tuple[str, ...], words: str) -> list[Step]:
    """A user who can't log in, in groups that stand for devices."""

    def is_made() -> bool:
        try:
            grp.getgrgid(pwd.getpwnam(name).pw_gid)
        except KeyError:
            return False
        return True

    def make() -> None:
        # A cut within useradd leaves a user without their group, one within userdel a
        # group without its user.
        if _is_there(name):
            run(["userdel", name])
        of = ["--gid", name] if _is_group(name) else ["--user-group"]
        options = ["--system", *of, "--no-create-home", "--shell", "/usr/sbin/nologin"]
        run(["useradd", *options, "--home-dir", str(home), "--comment", words, name])

    def joins(group: str) -> Step:
        return Step(
            f"let {name} use what belongs to {group}",
            lambda: name in _members(group),
            lambda: _join(name, group),
        )

    return [Step(f"make the user {name}", is_made, make), *map(joins, groups)]


def gone(name: str) -> Step:
    """No such user."""

    return Step(
        f"remove the user {name}",
        lambda: not _is_there(name),
        lambda: _remove(name),
    )


def owned(folder: Path, name: str) -> Step:
    """All that is in a folder belongs to a user: their number may have changed."""

    def strangers() -> list[Path]:
        if not folder.is_dir():
            return []
        number = pwd.getpwnam(name).pw_uid
        return [each for each in _all_in(folder) if each.lstat().st_uid != number]

    def is_done() -> bool:
        try:
            return not strangers()
        except KeyError:
            return False

    def do() -> None:
        of = pwd.getpwnam(name)
        for each in strangers():
            os.lchown(each, of.pw_uid, of.pw_gid)

    return Step(f"give {folder} to {name}", is_done, do)


def _all_in(folder: Path) -> list[Path]:
    return [folder, *folder.rglob("*")]


def _is_there(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _is_group(name: str) -> bool:
    try:
        grp.getgrnam(name)
    except KeyError:
        return False
    return True


def _members(group: str) -> list[str]:
    try:
        return grp.getgrnam(group).gr_mem
    except KeyError:
        return []


def _join(name: str, group: str) -> None:
    run(["groupadd", "--system", "--force", group])
    run(["usermod", "--append", "--groups", group, name])


def _remove(name: str) -> None:
    # The services of a login outlive it by seconds, and userdel refuses meanwhile.
    says(["systemctl", "stop", f"user@{pwd.getpwnam(name).pw_uid}.service"])
    run(["userdel", name])
