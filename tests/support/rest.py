"""Whether a program on a screen without a terminal has come to rest.

No message waits then, none is being dealt with, and no painting is put off, as Textual does when pages are switched.
"""

from typing import Any

import pytest
from textual.app import App
from textual.message_pump import MessagePump

_in_hand: list[MessagePump] = []
"""Who is dealing with a message just now: its queue can be empty, and its work not done."""


def watch(patch: pytest.MonkeyPatch) -> None:
    """See from now on who is dealing with a message."""
    dispatch, flush = MessagePump._dispatch_message, MessagePump._flush_next_callbacks

    async def dispatched(self: MessagePump, message: Any) -> None:
        _in_hand.append(self)
        try:
            await dispatch(self, message)
        finally:
            _in_hand.remove(self)

    async def flushed(self: MessagePump) -> None:
        _in_hand.append(self)
        try:
            await flush(self)
        finally:
            _in_hand.remove(self)

    patch.setattr(MessagePump, "_dispatch_message", dispatched)
    patch.setattr(MessagePump, "_flush_next_callbacks", flushed)


def is_at_rest(app: App[Any]) -> bool:
    """Return whether nothing is left to do for the app, for each of its screens and for all that is on them."""
    if app._exit:  # what is left is not dealt with any more
        return True
    if _in_hand or app._batch_count:
        return False
    pumps = (app, *app._registry)
    return not any(
        pump.message_queue_size or pump._next_callbacks or not pump._mounted_event.is_set() for pump in pumps
    )
