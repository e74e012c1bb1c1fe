"""Bring the plugin where the kit is not installed. Where it is, its entry point has done so already."""

import pytest

from autograder.student import pytest_plugin


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    if not pluginmanager.is_registered(pytest_plugin):
        pluginmanager.register(pytest_plugin, "gradkit")
