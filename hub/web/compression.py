"""Answers packed with gzip where the other side takes it; never what is packed already.

A page's tag (ETag) is a weak one: it stands for what the page says, whatever it is
packed in. Files of kiosk/static are packed once and have tags of their own
(static_files.py).
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

SHRINKING = frozenset(
    {
        "application/json",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
        "text/plain",
    }
)
"""What gets smaller. Sound and pictures are packed by nature."""

LEAST_BYTES = 500
"""Less than this fits into a packet on the Wi-Fi as it is."""

LEVEL = 6


def compress_answers(app: Flask) -> None:
    """Pack what the application answers, and let tags come back unpacked."""
    app.before_request(_read_tags_weakly)
    app.after_request(_packed)


def takes_gzip() -> bool:
    """Whether whoever asks takes it: named, or with a star and not named otherwise."""
    said = {name.lower(): quality for name, quality in request.accept_encodings}
    return said.get("gzip", said.get("*", 0)) > 0


def pack(content: bytes) -> bytes:
    """The same content in the same bytes, each time."""
    return gzip.compress(content, LEVEL, mtime=0)


def _read_tags_weakly() -> None:
    """If-None-Match asks whether it says the same (RFC 9110, 13.1.2); so the mark of a
    weak tag may go, and views compare tags as they made them.
    """
    tags = request.environ.get("HTTP_IF_NONE_MATCH")
    if tags:
        request.environ["HTTP_IF_NONE_MATCH"] = tags.replace('W/"', '"')


def _packed(response: Response) -> Response:
    if request.endpoint == "static":
        return response
    tag, weak = response.get_etag()
    if tag is not None and not weak:
        response.set_etag(tag, weak=True)
    if not _shrinks(response):
        return response
    response.vary.add("Accept-Encoding")
    if takes_gzip():
        response.set_data(pack(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _shrinks(response: Response) -> bool:
    return (
        response.mimetype in SHRINKING
        and response.status_code != 304
        and "Content-Encoding" not in response.headers
        and response.is_sequence  # what is made while it is sent stays as it is
        and (response.content_length or len(response.get_data())) >= LEAST_BYTES
    )
