"""What people see and touch: the pages' templates, the style and the pictures."""

from pathlib import Path

TEMPLATES: Path = Path(__file__).parent / "templates"
STATIC: Path = Path(__file__).parent / "static"
