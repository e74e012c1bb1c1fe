"""Bring the plugin where the kit is not installed. Where it is, its entry point has done so already."""

from autograder.student import pytest_plugin


def pytest_addoption(parser, pluginmanager):
    if not pluginmanager.is_registered(pytest_plugin):
        pluginmanager.register(pytest_plugin, "gradkit")
