"""Reads what Chromium prints: how many sheets, how large, and what they say."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """One sheet, in mm; `text`: its letters from the left, as `plain` has them."""

    wide: float
    tall: float
    text: str


def sheets_of(pdf: bytes) -> list[Sheet]:
    """All sheets in their order."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    letters = {
        number: _letters(_stream(objects[int(found[1])]))
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    return [_sheet(objects, letters, page) for page in _pages(objects)]


def plain(text: str) -> str:
    """As a sheet's text has it: no spaces, ligatures and forms taken apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _pages(objects: dict[int, bytes]) -> Iterator[bytes]:
    for body in objects.values():
        if re.search(rb"/Type\s*/Page\b", body):
            yield body


def _sheet(
    objects: dict[int, bytes], letters: dict[int, dict[str, str]], page: bytes
) -> Sheet:
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page)
    content = re.search(rb"/Contents (\d+) 0 R", page)
    assert box is not None
    assert content is not None
    fonts = {
        name.decode(): letters.get(int(number), {})
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)
    }
    wide, tall = (float(each) / POINTS_PER_MM for each in box.groups())
    drawn = _stream(objects[int(content[1])]).decode("latin-1")
    return Sheet(wide, tall, "".join(_said(drawn, fonts)))


def _said(drawn: str, fonts: dict[str, dict[str, str]]) -> Iterator[str]:
    font: dict[str, str] = {}
    for name, glyphs in re.findall(r"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", drawn):
        if name:
            font = fonts[name]
        digits = len(next(iter(font), "0000"))
        for at in range(0, len(glyphs), digits):
            said = font.get(glyphs[at : at + digits].upper(), "")
            yield plain(said)


def _letters(table: bytes) -> dict[str, str]:
    """What the glyphs of a font stand for (PDF 1.7, 9.10.3)."""
    text, letters = table.decode("latin-1"), dict[str, str]()
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for glyph, said in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[glyph.upper()] = bytes.fromhex(said).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, said in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                glyph = f"{int(first, 16) + step:0{len(first)}X}"
                letters[glyph] = chr(int(said, 16) + step)
    return letters


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found is not None
    if b"/FlateDecode" not in body:
        return found[1]
    # A sum that ends in a line's end loses that to the search above: do without it.
    return zlib.decompressobj().decompress(found[1])
