"""What the board's changes lead to by text: alerts and needs announced, writers and
helpers told, doubles withdrawn. No threads, clocks or radio of its own.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Collection, Iterable, Iterator

from hub.domain.buckets import Lately
from hub.domain.changes import Kind, Outcome
from hub.domain.ids import AlertId, PostId
from hub.domain.reach import Reach, reach_of
from hub.mesh.texting.announcing import Announcer
from hub.mesh.texting.answers import Answers
from hub.mesh.texting.doubles import Doubles
from hub.mesh.texting.elsewhere import Elsewhere
from hub.mesh.texting.guard import Guard
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.news import News, ToTell
from hub.mesh.texting.sayings import whole_alert
from hub.mesh.texting.shown import Shown
from hub.mesh.texting.surroundings import Surroundings
from hub.service import HubService, LedgerUnavailable, NoSuchPost, PostView
from hub.service.radios import Owned
from hub.service.steps import Writer
from radio.texts import TextToSend

NEW_S = 600.0
"""A need that is older is no news."""

MAX_SEEN = 500

MAX_OWED = 40
"""News that wait until the limit has room for them; then the oldest are let go."""


class Watching:
    """One hub's look at its board. For one thread."""

    def __init__(
        self,
        service: HubService,
        neighbours: Neighbours,
        guard: Guard,
        around: Surroundings,
        elsewhere: Elsewhere,
    ) -> None:
        """What is on the board now is no news."""
        self._service = service
        self._neighbours = neighbours
        self._guard = guard
        self._around = around
        self._shown = Shown(service)
        self._elsewhere = elsewhere
        self._doubles = Doubles(service.origin, elsewhere)
        self.announcer = Announcer(service.origin, self._alert, around)
        board = service.board()
        self._revisions = board.revision, elsewhere.revision
        self._news = News(neighbours, self._shown, board.posts)
        self._owed: deque[ToTell] = deque(maxlen=MAX_OWED)
        self._seen: Lately[PostId, bool] = Lately(MAX_SEEN, lambda: True)
        for view in board.posts[-MAX_SEEN:]:
            _ = self._seen[view.post.id]

    def look(self, others: Collection[int], now: float) -> list[TextToSend]:
        """What there is to say; alerts first. `others`: the hubs heard lately."""
        self._neighbours.tidy()
        board = self._service.board(self._revisions[0])
        self.announcer.look(board.alerts, self._was_called_off, others, now)
        said = [TextToSend(each, urgent=True) for each in self.announcer.due(now)]
        revisions = board.revision, self._elsewhere.revision
        if revisions != self._revisions:
            self._revisions = revisions
            self._withdraw_doubles()
            said += self._needs(board.posts, now)
            self._owed += self._news.of(board.posts)
        return said + list(self._told(now))

    def _was_called_off(self, alert: AlertId) -> bool:
        found = self._service.find_alert(alert)
        return found is not None and found.ended

    # -- needs ----------------------------------------------------------------

    def _needs(self, changed: Iterable[PostView], now: float) -> list[TextToSend]:
        """New needs of this hub. What came on the channel was heard there already."""
        return [
            TextToSend(self._need(view))
            for view in changed
            if self._is_new(view)
            and not self._is_from_channel(view.post.id)
            and self.announcer.may_say_need(now)
        ]

    def _is_new(self, view: PostView) -> bool:
        if view.post.id in self._seen:
            return False
        _ = self._seen[view.post.id]
        return (
            view.post.id.origin == self._service.origin
            and reach_of(view.post.id) is Reach.ALL_HUBS
            and view.post.posted.kind is Kind.NEED
            and not view.state.over
            and view.age_s < NEW_S
        )

    def _is_from_channel(self, post: PostId) -> bool:
        return any(post == owned.post for _, owned in self._from_channel())

    def _need(self, view: PostView) -> str:
        posted = view.post.posted
        short_id = self._shown.id_of(view.post.id)
        return self._in(posted.text).announced(short_id, posted.kind, posted.text)

    def _alert(self, words: str, called_off: bool) -> list[str]:
        say = self._in(words)
        return whole_alert(say.alert_over if called_off else say.alert, words)

    def _in(self, words: str) -> Answers:
        """In the language of what is said."""
        return Answers(self._around.understand(words).language)

    # -- writers and helpers ----------------------------------------------------

    def _told(self, now: float) -> Iterator[TextToSend]:
        """The news that there is room for; the others stay owed."""
        known = self._neighbours
        self._owed = deque(
            (each for each in self._owed if not known.is_blocked(each.radio)), MAX_OWED
        )
        while self._owed and self._guard.may_tell(now):
            news = self._owed.popleft()
            yield TextToSend(self._in_words(news), to=news.radio)

    def _in_words(self, news: ToTell) -> str:
        return news.saying(Answers(self._neighbours.language(news.radio)))

    # -- doubles ----------------------------------------------------------------

    def _withdraw_doubles(self) -> None:
        for radio, owned in self._from_channel():
            view = self._service.find(owned.post)
            if view is None or not self._doubles.gives_way(radio, view):
                continue
            with contextlib.suppress(NoSuchPost, LedgerUnavailable):
                Writer(self._service, owned.post, None).close(Outcome.WITHDRAWN)

    def _from_channel(self) -> list[tuple[int, Owned]]:
        """The posts of ours that were texted on the channel, and by which radio."""
        return [
            (radio, owned)
            for radio, owned in self._neighbours.all_owned()
            if owned.open_air and not owned.is_claim
        ]
