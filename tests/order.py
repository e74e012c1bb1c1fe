"""Which tests run on one worker and which come first, where there are several workers: see `pytest_collection_modifyitems`.

What is dear to build is built on one worker alone, and the long tests come first, so that no worker ends alone.
"""

import pytest

# Of the session, and of one module: whoever shares one of these shares a worker.
SESSION = ("without_wall", "warm", "course", "grader_with_compiler")
MODULE = {
    "of_an_ordinary_user",
    "watched",
    "without",
    "installed",
    "checkout",
    "of_broken_labs",
    "browser",
    "looked",
    "workers",
    "open_workers",
}
# Groups and files by the time that they take, the longest first.
FIRST = (
    *("without_wall", "course", "warm", "grader_with_compiler", "test_kit", "test_stock", "test_cluster", "test_wall"),
    *("test_levels", "test_watch", "test_class", "test_pool", "test_browser", "test_markdown", "test_postgres"),
    *(
        "test_lab_check",
        "test_ledger",
        "test_wheel",
        "test_dynamo_stub",
        "test_one_process",
        "test_plots",
        "test_recipes",
    ),
    "test_notebook",
)
# Many short ones, for whoever is done early.
LAST = "test_submissions"


def arrange(items):
    """Group tests and sort them, in place."""
    for item in items:
        if group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=_place)


def _group(item):
    shared = next((name for name in SESSION if name in item.fixturenames), "")
    return shared or (item.path.stem if MODULE & {*item.fixturenames} else "")


def _place(item):
    name = _group(item) or item.path.stem
    return FIRST.index(name) if name in FIRST else len(FIRST) + (name == LAST)
