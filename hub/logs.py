"""What the hub writes into its log: never who asks, from where, or what was typed."""

from __future__ import annotations

import logging
import sys
import traceback

FULL = "total open connections reached"
"""How waitress begins to say that it takes no more connections."""

_TOLD_OF_VISITORS = ("waitress", "werkzeug", "flask", "hub.web")
"""Loggers of the web's libraries. The last is Flask's, named after our application;
those of our own files are named after them."""


def begin_logging() -> None:
    """To standard error, for the system's journal."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Discreet())
    logging.basicConfig(
        handlers=[handler], level=logging.INFO, format="porchlight: %(message)s"
    )
    # Their words are for their developers; ours say the same once and plainly.
    for library in ("meshtastic", "waitress.queue"):
        logging.getLogger(library).setLevel(logging.CRITICAL)


class Discreet(logging.Filter):
    """Says in our words what the web's libraries say.

    Theirs name paths, which can lead to a keep code, and addresses. So a failure is
    told by its kind and place in the code, a full house by its name, the rest not.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is to be said, and how."""
        if not _is_of_the_web(record.name):
            return True
        full = str(record.msg).startswith(FULL)
        if not full and record.levelno < logging.ERROR:
            return False
        error = (record.exc_info or sys.exc_info())[1]
        failed = f"the web server failed in {record.filename}:{record.lineno}"
        record.msg = "as many connections are open as the hub takes" if full else failed
        if error is not None and not full:
            record.msg += f"\n{where_it_broke(error)}"
        record.args, record.exc_info, record.exc_text = (), None, None
        record.stack_info = None
        return True


def where_it_broke(error: BaseException) -> str:
    """The way to an error and its kind, without its words: they can quote anything."""
    steps: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(steps) < 5:
        trace = "".join(traceback.format_tb(cause.__traceback__))
        steps.append(f"{trace}{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__
    return "\nafter:\n".join(steps)


def _is_of_the_web(name: str) -> bool:
    return name in _TOLD_OF_VISITORS or name.startswith(("waitress.", "werkzeug."))
