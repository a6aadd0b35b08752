"""Makes the model file anew: `python -m radio.training`, or `--check` that it is that.

It takes some minutes, and the same texts give the same file on every machine.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from radio.shorttext import MODEL_FILE
from radio.training.making import Recipe, make
from radio.training.texts import own_texts, real_texts

MESSAGES = Path(__file__).parents[3] / "shared" / "data" / "sms-tune.tsv"


def main(arguments: list[str] | None = None) -> int:
    """Write the model file, or with `--check` compare it: 1 if it is another."""
    parser = argparse.ArgumentParser(
        prog="python -m radio.training", description=__doc__
    )
    parser.add_argument("--messages", type=Path, default=MESSAGES)
    parser.add_argument("--out", type=Path, default=MODEL_FILE)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    given = parser.parse_args(arguments)
    made = make(own_texts() + real_texts(given.messages), Recipe())
    if given.check:
        same = made == given.out.read_bytes()
        sys.stdout.write(f"{given.out} is {'the same' if same else 'ANOTHER'}\n")
        return 0 if same else 1
    given.out.write_bytes(made)
    sys.stdout.write(f"{given.out}: {len(made)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
