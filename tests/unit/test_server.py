"""The warm server lives long: what it holds of a child goes with the child."""

import gc
import importlib
import os
import selectors
import subprocess
import sys
import types
import weakref

import pytest

from autograder.sandbox.enclosure import Open
from autograder.sandbox.launch import WORKER, Plan, can_fork, clean_environment
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


def test_a_library_that_cannot_be_imported_is_for_the_child_to_speak_of(monkeypatch):
    tried = []

    def fail(name):
        tried.append(name)
        if name != WORKER:
            raise KeyError("getpwuid(): uid not found: 0")
        return types.SimpleNamespace(rehearse=lambda: None)

    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(importlib, "import_module", fail)
    server = Server(Open(), Plan(slots=1))
    for _ in range(2):
        server._warm_for(b"import torch.func")

    assert tried == ["torch._dynamo.compiled_autograd", WORKER]


def test_a_server_has_a_name_without_the_machines_list_of_users():
    code = "import getpass, pwd; pwd.getpwuid = None; print(getpass.getuser())"
    told = subprocess.run(
        [sys.executable, "-c", code], env=clean_environment(), capture_output=True, text=True, check=True
    )
    assert told.stdout == "gradkit\n"
