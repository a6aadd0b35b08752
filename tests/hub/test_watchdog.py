"""Signs of life: while every loop lives, and not a moment longer."""

from __future__ import annotations

from hub.watchdog import Watchdog


class Loops:
    """Two work loops, and what the supervisor was told of them."""

    def __init__(self) -> None:
        self.alive = {"link": True, "web": True}
        self.told: list[str] = []
        self.watchdog = Watchdog(
            self.told.append,
            None,
            {"link": lambda: self.alive["link"], "web": lambda: self.alive["web"]},
            lambda: "Serving.",
        )

    def look(self) -> list[str]:
        self.told.clear()
        self.watchdog.look()
        return self.told


def test_the_supervisor_learns_of_the_start_and_of_the_end() -> None:
    loops = Loops()

    loops.watchdog.start()
    loops.watchdog.stop()

    assert loops.told == ["READY=1\nSTATUS=Serving.", "STOPPING=1"]


def test_no_sign_of_life_while_any_loop_hangs() -> None:
    loops = Loops()
    assert loops.look() == ["WATCHDOG=1\nSTATUS=Serving."]

    for name in loops.alive:
        loops.alive[name] = False
        assert loops.look() == [f"STATUS=This hangs: {name}."]
        assert loops.look() == []  # it was said
        loops.alive[name] = True
        assert loops.look() == ["WATCHDOG=1\nSTATUS=Serving."]
