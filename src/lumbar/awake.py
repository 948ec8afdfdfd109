"""Keeps the screen on while a session runs."""

from threading import Event, Thread


class Awake:
    """Keeps the screen on from `start` to `stop`, as far as the system lets it."""

    def __init__(self) -> None:
        self._over: Event | None = None

    def start(self) -> None:
        """Keep it on from now on. Returns at once: asking the system takes a while, and may come to nothing."""
        self.stop()
        over = Event()
        self._over = over
        Thread(target=_keep_on, args=(over,), name="awake", daemon=True).start()

    def stop(self) -> None:
        """Let it go off again."""
        if self._over is not None:
            self._over.set()
            self._over = None


def _keep_on(over: Event) -> None:
    from wakepy import keep  # noqa: PLC0415 - it takes long, and is needed while a session runs alone

    with keep.presenting(on_fail="pass"):
        over.wait()
