"""What students get back through an LMS: a zip per lab, with a page for each, or its words in the shape of their file."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.student.board import mark
from autograder.teaching.exports.graded import Graded
from autograder.teaching.grades.grade import Grade
from autograder.teaching.pages.dates import dates_of
from autograder.teaching.pages.given import given_of
from autograder.teaching.pages.names import score_in, score_of, words_of
from autograder.teaching.pages.student import student_page
from autograder.teaching.whole_files import drafted
from autograder.text import plain

PAGE = "feedback.html"


def page(graded: Graded, grade: Grade) -> bytes:
    """Return a student's page of one lab."""
    rows = graded.rows_of[grade.student, grade.lab]
    return student_page(grade.student, rows, run=graded.run, grades=[grade]).encode(errors="replace")


def words(graded: Graded, grade: Grade) -> str:
    """Return what the page of a lab says, as text."""
    lines = [f"{grade.lab}: {score_of([grade])}", *dates_of(grade), *given_of(grade)]
    for row in graded.rows_of[grade.student, grade.lab]:
        lines += ["", f"{mark(row.status)} {row.check}: {words_of(row)}, {score_in(grade, row)}"]
        lines += [f"  {line}".rstrip() for line in plain(row.message).splitlines()]
    return "\n".join(lines) + "\n"


def in_shape_of(name: str, graded: Graded, grade: Grade) -> bytes:
    """Return feedback that opens under the name of a student's own file: comments, a notebook, or a zip with the page."""
    if name.lower().endswith(".zip"):
        file = io.BytesIO()
        _pack(file, {PAGE: page(graded, grade)})
        return file.getvalue()
    text = words(graded, grade)
    if name.lower().endswith(".ipynb"):
        cell = {"cell_type": "raw", "metadata": {}, "source": text}
        return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}).encode()
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines()).encode(errors="replace")


def write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a .zip of files by name; it takes the place of an older one at once and in whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with drafted(path) as draft, draft.open("wb") as file:
        _pack(file, files)


def _pack(file: io.BufferedIOBase, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # Without a time of its own, so that the same feedback makes the same zip.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
