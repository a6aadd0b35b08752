"""What people see and touch: templates, style, pictures and the words."""

from pathlib import Path

TEMPLATES: Path = Path(__file__).parent / "templates"
STATIC: Path = Path(__file__).parent / "static"
TRANSLATIONS: Path = Path(__file__).parent / "translations"


PAGES, SAYINGS = "porchlight", "sayings"
"""The catalogues of each language: the words of the pages, and the ready phrases."""


def catalogue_of(code: str, domain: str = PAGES) -> Path:
    """One of the catalogues of the language with that code."""
    return TRANSLATIONS / code / "LC_MESSAGES" / f"{domain}.po"
