"""The warm server lives long: what it holds of a child goes with the child."""

import gc
import os
import selectors
import weakref

import pytest

from autograder.sandbox.enclosure import Open
from autograder.sandbox.launch import Plan, can_fork
from autograder.sandbox.server import Server

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has no fork")


class Told:
    is_over = False


class Pretended:
    """A child that has nothing to say."""

    def __init__(self):
        self.request, self.reply = os.pipe()
        self.exchange = Told()

    def has_more_to_send(self):
        return False

    def send(self):
        return True


def test_a_child_is_forgotten_without_the_garbage_collector():
    server, child = Server(Open(), Plan(slots=1)), Pretended()
    gone, pipe = weakref.ref(child), (child.request, child.reply)
    gc.disable()
    try:
        server._watch(child, selectors.EVENT_WRITE, child.reply, child.send)
        ((key, _),) = server.selector.select(1)
        key.data()
        del key, child

        assert gone() is None
    finally:
        gc.enable()
        for descriptor in pipe:
            os.close(descriptor)
