"""What needs and offers are about: nine groups, and finer categories in them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Category:
    """`code` is its number on the air and never changes; `group` is its tile."""

    name: str
    code: int
    group: str


def _by_name(*categories: Category) -> MappingProxyType[str, Category]:
    return MappingProxyType({category.name: category for category in categories})


CATEGORIES = _by_name(
    Category("other", 0, "other"),
    Category("food", 1, "food"),
    Category("health", 2, "health"),
    Category("care", 3, "care"),
    Category("shelter", 4, "shelter"),
    Category("supplies", 5, "supplies"),
    Category("rides", 6, "rides"),
    Category("company", 7, "company"),
    Category("papers", 8, "papers"),
    # Within the nine: 16 to 127.
    Category("water", 16, "food"),
    Category("meals", 17, "food"),
    Category("shopping", 18, "food"),
    Category("medicine", 24, "health"),
    Category("mental_health", 25, "health"),
    Category("health_advice", 26, "health"),
    Category("childcare", 32, "care"),
    Category("elder_care", 33, "care"),
    Category("pets", 34, "care"),
    Category("housing", 40, "shelter"),
    Category("warmth", 41, "shelter"),
    Category("repairs", 42, "shelter"),
    Category("cleaning", 48, "supplies"),
    Category("clothes", 49, "supplies"),
    Category("power", 50, "supplies"),
    Category("tools", 51, "supplies"),
    Category("errands", 56, "rides"),
    Category("accompaniment", 57, "rides"),
    Category("comfort", 64, "company"),
    Category("recreation", 65, "company"),
    Category("translation", 72, "papers"),
    Category("benefits", 73, "papers"),
    Category("legal", 74, "papers"),
    Category("money", 80, "other"),
    Category("technology", 81, "other"),
    Category("internet", 82, "other"),
    Category("safety", 83, "other"),
)
"""Every category by its name. A code that is not here reads as `other`."""

GROUPS = tuple(
    CATEGORIES[name]
    for name in (
        "food",
        "health",
        "care",
        "shelter",
        "supplies",
        "rides",
        "company",
        "papers",
        "other",
    )
)
"""The nine tiles, in the order in which a person sees them."""

_BY_CODE = MappingProxyType({each.code: each for each in CATEGORIES.values()})


def category_of_code(code: int) -> Category:
    """The category with that number on the air; `other` for one from the future."""
    return _BY_CODE.get(code, CATEGORIES["other"])
