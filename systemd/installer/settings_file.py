"""The hub's settings as text: made once, changed line by line where somebody asks."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping

HEAD = """\
# Porchlight's settings. The installer made this file and leaves it alone from then on,
# but for the lines that its options name. After a change:
# sudo systemctl restart porchlight
"""


def fresh(settings: Mapping[str, str]) -> str:
    """A new file."""
    return HEAD + "".join(f"{_line(*each)}\n" for each in settings.items())


def changed(text: str, settings: Mapping[str, str]) -> str:
    """The same file with these settings; every other byte stays."""
    for name, value in settings.items():
        line = _line(name, value)
        escaped = line.replace("\\", "\\\\")
        pattern = rf"^[ \t]*{name}[ \t]*=.*$"
        text, count = re.subn(pattern, escaped, text, flags=re.MULTILINE)
        if not count:
            text = f"{text.rstrip()}\n{line}\n"
    return text


def read(text: str) -> dict[str, str]:
    """What is in a file; nothing where it can't be read."""
    try:
        return {name: str(value) for name, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError:
        return {}


def _line(name: str, value: str) -> str:
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"
