"""Posts that two hubs made of one text on the channel, since the answer of the first
came too late: one of them goes. Decides only; whoever asks withdraws.
"""

from __future__ import annotations

from hub.mesh.texting.elsewhere import Elsewhere
from hub.service import PostView

APART_S = 600.0
"""Between the two, at the most: ages come by radio in coarse steps."""


class Doubles:
    """One hub's part in it."""

    def __init__(self, us: int, elsewhere: Elsewhere) -> None:
        self._us = us
        self._elsewhere = elsewhere

    def gives_way(self, radio: int, ours: PostView) -> bool:
        """Whether our post of that radio's text on the channel goes.

        Only where we heard another hub say that it posted what that very radio said:
        equal words alone may be two neighbours'. The larger origin gives way. Where
        somebody has taken ours up it stays.
        """
        if ours.state.over or ours.post.claims:
            return False
        posted = ours.post.posted
        theirs = self._elsewhere.posted(
            radio, posted.kind, posted.urgency, posted.text, sure=True
        )
        return (
            theirs is not None
            and self._us > theirs.post.id.origin
            and theirs.post.posted.category == posted.category
            and abs(theirs.age_s - ours.age_s) < APART_S
        )
