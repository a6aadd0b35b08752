"""What people see and touch: templates, style, pictures and the words."""

from pathlib import Path

TEMPLATES: Path = Path(__file__).parent / "templates"
STATIC: Path = Path(__file__).parent / "static"
TRANSLATIONS: Path = Path(__file__).parent / "translations"


def catalogue_of(code: str) -> Path:
    """The words of the pages in the language with that code."""
    return TRANSLATIONS / code / "LC_MESSAGES" / "porchlight.po"
