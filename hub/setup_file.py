"""What was chosen on the set-up pages, in one file of the data folder: read, and
written whole or not at all. Knows no pages and checks no choice.
"""

from __future__ import annotations

import json
import logging
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from hub.domain.keep_codes import code_from
from hub.private_file import write_private

FILE = "setup.toml"
CHOICES = ("name", "language", "radio")
"""The settings that the pages change."""

MAX_BYTES = 16 * 1024

CODE_LENGTH = 8
"""Of sixteen letters each: at one guess in 5 s, three centuries."""

logger = logging.getLogger(__name__)

HEAD = """\
# What was chosen on the set-up pages. It counts over the settings file, and below the
# environment and the command line. To choose anew: porchlight setup again
"""


def fresh_code() -> str:
    """A code that admits a phone to the set-up."""
    return code_from(secrets.token_bytes(32), CODE_LENGTH)


class SetupUnreadable(Exception):
    """The file makes no sense, or can't be read; the message holds nothing of it."""


class State(Enum):
    """How far the set-up is."""

    OPEN = "open"
    ENDING = "ending"
    """All is answered, and the hub is to begin anew with it."""

    DONE = "done"


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that the file holds.

    `choices`: settings by name. `answered`: the steps that were. `code`: admits a
    phone while the set-up is open. `wifi`: the hotspot's name and password as somebody
    wants them, until they are handed on. `is_again`: the hub was in use before.
    """

    choices: Mapping[str, str] = field(default_factory=dict)
    answered: tuple[str, ...] = ()
    state: State = State.OPEN
    code: str = field(default="", repr=False)
    wifi: tuple[str, str] | None = field(default=None, repr=False)
    is_again: bool = False


def read_setup(folder: Path) -> SetUp | None:
    """What is kept in that data folder; None where nothing is.

    Raises SetupUnreadable.
    """
    try:
        with (folder / FILE).open("rb") as stream:
            read = tomllib.loads(stream.read(MAX_BYTES).decode())
        return _read(read)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SetupUnreadable(type(error).__name__) from None


def sound_choices(folder: Path, check: Callable[[str, str], None]) -> dict[str, str]:
    """What was chosen there, without what `check` refuses by a ValueError.

    A hub serves also where its file is damaged: nobody may be there to mend it.
    """
    try:
        found = read_setup(folder)
    except SetupUnreadable as error:
        logger.error("%s is passed over: it makes no sense (%s)", FILE, error)
        return {}
    sound = {}
    for name, value in (found.choices if found else {}).items():
        try:
            check(name, value)
        except ValueError:
            logger.error("%s: %s is passed over, for it can't be that", FILE, name)
        else:
            sound[name] = value
    return sound


def write_setup(folder: Path, setup: SetUp) -> None:
    """Keep it, readable by the hub alone. Raises OSError."""
    write_private(folder / FILE, _written(setup).encode())


def _read(read: Mapping[str, Any]) -> SetUp:
    progress = read["progress"]
    wifi = progress.get("wifi")
    return SetUp(
        {name: _text(read[name]) for name in CHOICES if name in read},
        tuple(map(_text, progress["answered"])),
        State(progress["state"]),
        _text(progress["code"]),
        (_text(wifi["name"]), _text(wifi["password"])) if wifi else None,
        progress.get("again") is True,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _written(setup: SetUp) -> str:
    lines = [HEAD]
    lines += [f"{name} = {_quoted(value)}\n" for name, value in setup.choices.items()]
    answered = ", ".join(map(_quoted, setup.answered))
    lines += [
        "\n[progress]\n",
        f"state = {_quoted(setup.state.value)}\n",
        f"code = {_quoted(setup.code)}\n",
        f"answered = [{answered}]\n",
    ]
    if setup.is_again:
        lines.append("again = true\n")
    if setup.wifi is not None:
        name, password = map(_quoted, setup.wifi)
        lines.append(f"\n[progress.wifi]\nname = {name}\npassword = {password}\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    """As TOML reads it: JSON's way, but that one sign must be escaped besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
