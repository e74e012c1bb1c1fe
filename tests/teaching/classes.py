"""Makes classes of submissions for the tests: folders, archives, notebooks."""

import json
import zipfile

from autograder.teaching.submissions.collect import collect

LAB, OTHER = "slope_and_bias", "univariate"
SOURCE = b"def forward(x, w, b):\n    return w * x + b\n"


def lay_out(root, files):
    """Write `{path: bytes}` below a folder and return it."""
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return root


def pack(path, files):
    """Write a .zip of `{name or ZipInfo: bytes}` pairs, names as they are, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo("x")
            if info is not name:
                # The constructor would cut the name at a NUL.
                info.filename = info.orig_filename = name
                info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return path


def notebook(*cells, **fields):
    """Return the bytes of a notebook; a cell is its source, or a dict of what is special about it."""
    made = []
    for cell in cells:
        special = {"source": cell} if isinstance(cell, str) else cell
        made.append({"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, **special})
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made, **fields}).encode()


def graded_cell(grade_id, source, **marks):
    """Return a cell as nbgrader marks it: a solution, unless `marks` say otherwise."""
    return {
        "source": source,
        "metadata": {"nbgrader": {"grade_id": grade_id, "solution": True, "grade": False, **marks}},
    }


def taken(path, labs=None, limits=None):
    """Return `{student: its sources by lab, or the reason why it was refused}` of a class."""
    found = {}
    for submission in collect(path, labs, limits):
        assert submission.student not in found
        sources = {task.lab: task.reason or task.source for task in submission.tasks}
        found[submission.student] = submission.problem or sources
    return found
