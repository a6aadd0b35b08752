"""The files of kiosk/static: read and packed once, and kept by browsers for good.

Their addresses carry a version, made of all that is in the folder:
`/static/v-0123456789ab/keyboard/keyboard.js`. A module that imports `./panel.js` and a
style that names `pictures.svg` carry it along, so that after an update of the hub
nobody mixes old with new. `url_for("static", filename=…)` puts it in by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flask import Flask, Response, abort, request

from hub.web.compression import SHRINKING, pack, takes_gzip

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".css": "text/css",
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
    }
)
"""What is served; a file of another kind in the folder is for those who write it."""

JOINED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"page.css": ("tokens.css", "base.css", "frame.css")}
)
"""What every page needs, in the order that counts: a phone asks for it once."""

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it is sent; `packed`: where that is smaller."""

    mimetype: str
    content: bytes
    packed: bytes | None
    digest: str

    def answer(self) -> Response:
        """The file in the form that whoever asks takes, or 304."""
        packed = self.packed if takes_gzip() else None
        response = Response(packed or self.content, mimetype=self.mimetype)
        if packed is not None:
            response.headers["Content-Encoding"] = "gzip"
        if self.packed is not None:
            response.vary.add("Accept-Encoding")
        response.set_etag(self.digest + ("g" if packed else ""))
        response.make_conditional(request)
        return response


class StaticFiles:
    """All of a folder's files; `version` changes when any of them does."""

    def __init__(self, folder: Path) -> None:
        self._paths: dict[str, tuple[Path, ...]] = {
            path.relative_to(folder).as_posix(): (path,)
            for path in sorted(folder.rglob("*"))
            if path.suffix in TYPES and path.is_file()
        }
        for joined, names in JOINED.items():
            if self._paths.keys() >= set(names):
                self._paths[joined] = tuple(folder / name for name in names)
        self._kept: dict[str, StaticFile] = {}
        digests = {name: _digest(_content(each)) for name, each in self._paths.items()}
        self.version = _digest(*(f"{name}\0{digests[name]}" for name in digests))

    def find(self, name: str) -> StaticFile | None:
        """A file, read and packed at its first use and kept from then on."""
        if name not in self._kept and name in self._paths:
            # Two threads that come at once do the same twice, and either is right.
            self._kept[name] = _read(*self._paths[name])
        return self._kept.get(name)


def serve_static(app: Flask, folder: Path) -> None:
    """Serve the folder's files, as Flask's own endpoint would."""
    files = StaticFiles(folder)

    def serve(filename: str, version: str = "") -> Response:
        response = (files.find(filename) or abort(404)).answer()
        newest = version == files.version
        response.headers["Cache-Control"] = FOR_GOOD if newest else ASK_AGAIN
        return response

    @app.url_defaults
    def with_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("version", files.version)

    # An older version's address gives what is there now: better than a broken page.
    app.add_url_rule("/static/v-<version>/<path:filename>", "static", serve)
    app.add_url_rule("/static/<path:filename>", "static", serve)


def _content(paths: tuple[Path, ...]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)


def _read(*paths: Path) -> StaticFile:
    content, mimetype = _content(paths), TYPES[paths[0].suffix]
    packed = pack(content) if mimetype in SHRINKING else None
    if packed is not None and len(packed) >= len(content):
        packed = None
    return StaticFile(mimetype, content, packed, _digest(content))


def _digest(*parts: bytes | str) -> str:
    digest = blake2b(digest_size=6)
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
    return digest.hexdigest()
