"""The pictograms to look at: `python -m tests.pictograms` draws them all on a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from playwright.sync_api import sync_playwright

from kiosk import STATIC
from tests.browser import launch

SPRITE = STATIC / "pictures.svg"
SHEET = Path(__file__).parent.parent / "docs" / "pictures" / "pictograms.png"
SIZES = (32, 48, 64, 96)

_SVG = "{http://www.w3.org/2000/svg}"

_STYLE = """
body { margin: 0; font: 11px/1.3 sans-serif; }
body > svg { position: absolute; inline-size: 0; block-size: 0; }
section {
  display: grid; grid-template-columns: repeat(6, max-content);
  gap: 10px 16px; padding: 16px;
  background: var(--ground); color: var(--ink); --lit: var(--lamp);
}
figure { margin: 0; }
figure div { display: flex; align-items: end; gap: 4px; }
"""


def symbols_of(sprite: Path) -> list[Element]:
    """The symbols of a sprite, in its order."""
    root = ElementTree.fromstring(sprite.read_text("utf-8"))  # noqa: S314 - our own file
    return list(root)


def name_of_tag(part: Element) -> str:
    """What an element is, without SVG's namespace."""
    return part.tag.removeprefix(_SVG)


def main() -> None:
    """Draw the sheet: every picture in every size, by day and at dusk."""
    names = [str(symbol.get("id")) for symbol in symbols_of(SPRITE)]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for theme in ("day", "dusk"):
            page = browser.new_page(viewport={"width": 1640, "height": 800})
            page.set_content(_sheet(names, theme))
            shot = SHEET.with_stem(f"{SHEET.stem}-{theme}")
            page.screenshot(path=shot, full_page=True)
        browser.close()


def _sheet(names: Iterable[str], theme: str) -> str:
    tokens = (STATIC / "tokens.css").read_text("utf-8")
    figures = "".join(_figure(name) for name in names)
    return (
        f'<!doctype html><html class="theme-{theme}"><meta charset="utf-8">'
        f"<style>{tokens}{_STYLE}</style>{SPRITE.read_text('utf-8')}"
        f"<section>{figures}</section>"
    )


def _figure(name: str) -> str:
    drawn = "".join(
        f'<svg width="{size}" height="{size}" viewBox="0 0 48 48">'
        f'<use href="#{name}"/></svg>'
        for size in SIZES
    )
    return f"<figure><div>{drawn}</div><figcaption>{name}</figcaption></figure>"


if __name__ == "__main__":
    main()
