"""Bring the plugin where the kit is not installed. Where it is, its entry point has done so already.

A Python that lacks what the kit needs is told so in a line, before anything that would fail is imported. It may be an old
one, and its pytest may not know this folder for a package: hence no annotation is looked at, and a file is run by its path.
"""

from __future__ import annotations

import os
import runpy
import sys

import pytest

line = runpy.run_path(os.path.join(os.path.dirname(__file__), "environment.py"))["trouble"]()
if line:
    print(line, file=sys.stderr)
    sys.exit(2)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    from autograder.student import pytest_plugin

    if not pluginmanager.is_registered(pytest_plugin):
        pluginmanager.register(pytest_plugin, "gradkit")
