"""nbgrader's two pages of a notebook as a browser gets them: formgrader's for who marks, and the feedback."""

import functools
from pathlib import Path

import nbgrader.server_extensions.formgrader as formgrader
from nbconvert.exporters import HTMLExporter
from nbformat import v4
from traitlets.config import Config

_FOLDER = Path(formgrader.__file__).parent
_SAID = {"assignment_id": "lab", "notebook_id": "lab", "submission_id": "1", "index": 0, "total": 1, "base_url": ""}
_SAID |= {"student": "ada", "last_name": "", "first_name": "", "notebook_path": "lab.ipynb"}
_SCORED = {"notebook": "lab", "score": 0.0, "max_score": 1.0, "late_penalty": 0.0}
# After it everything has been pointed at, and what could run when it is pressed has been pressed.
_TRIED = """(async () => {
    const wait = () => new Promise(done => setTimeout(done, 30));
    for (const found of document.body.querySelectorAll("*")) {
        found.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
        found.dispatchEvent(new Event("focus"));
    }
    for (const link of document.querySelectorAll("a, form button"))
        if (!/^(https?|file):/.test(link.protocol)) link.click();
    await wait();
    return Boolean(window.ran);
})()"""
_LINKS = """Array.from(document.querySelectorAll('[href], [*|href]:not([href])'))
    .map(found => found.getAttribute('href') || found.getAttribute('xlink:href')).filter(link => !link.startsWith('#'))"""
# MathJax passes over these elements.
_TEX = """(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let read = "";
    while (texts.nextNode())
        if (!texts.currentNode.parentElement.closest("script, noscript, style, textarea, pre, code"))
            read += texts.currentNode.data + "\\n";
    return read;
})()"""


def formgrader_page(notebook):
    """Return the page on which an instructor marks a notebook, by the exporter that formgrader has."""
    return _exporter("formgrade").from_notebook_node(notebook, resources=dict(_SAID))[0]


def feedback_page(notebook):
    """Return the page that a student gets back, by the exporter that `nbgrader generate_feedback` has."""
    return _exporter("feedback").from_notebook_node(notebook, resources={"nbgrader": dict(_SCORED)})[0]


def notebook_of(*cells):
    """Return a notebook of cells."""
    return v4.new_notebook(cells=list(cells))


def answer(text, **rest):
    """Return the cell of a written answer, as autograding leaves it."""
    flags = {"grade": True, "solution": True, "locked": False, "task": False, "schema_version": 3}
    scored = {"grade_id": "answer", "points": 2, "score": 0.0, "cell_type": "markdown"}
    return v4.new_markdown_cell(text, metadata={"nbgrader": {**flags, **scored, **rest}})


def seen(browser, path, page):
    """Open a page and try everything on it; return whether a script ran, where links lead, what was asked for, and TeX."""
    path.write_text(page, encoding="utf-8")
    browser.open(path)
    links, tex = browser.run(_LINKS), browser.run(_TEX)
    ran = browser.run(_TRIED)
    return ran, links, set(browser.requests) - {path.resolve().as_uri()}, tex


@functools.cache
def _exporter(template):
    config = Config()
    config.HTMLExporter.template_name = template
    config.HTMLExporter.extra_template_basedirs = [str(_FOLDER / "templates")]
    config.HTMLExporter.extra_template_paths = [str(_FOLDER / "static/node_modules/bootstrap/dist/css")]
    return HTMLExporter(config=config)
