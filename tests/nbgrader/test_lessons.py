"""The source notebooks: every cell runs, every check gives all its points. One kernel runs them all, for time's sake."""

import re

import nbformat
from nbclient import NotebookClient
from nbformat import v4

from autograder.labs.catalogue import all_labs
from autograder.labs.stubs import LabFile
from tests.places import ROOT

DRAWS = re.compile(r"\bplt\.(plot|subplots|figure)\(")


def test_every_source_notebook_runs_and_earns_its_points(course, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(course / ".settings"))
    everything = v4.new_notebook()
    for lab in all_labs():
        folder = course / "source" / lab.name
        # No lab may live on the names of the one before it.
        everything.cells.append(v4.new_code_cell(f"%reset -f\n%cd -q {folder}"))
        everything.cells += nbformat.read(folder / f"{lab.name}.ipynb", as_version=4).cells

    NotebookClient(everything, timeout=300).execute()

    for cell in everything.cells:
        outputs = cell.get("outputs", [])
        assert not [output for output in outputs if output.get("name") == "stderr"], cell.source
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
            assert float(outputs[-1].data["text/plain"]) == cell.metadata.nbgrader.points, cell.source
        if DRAWS.search(cell.source):
            drawn = [output for output in outputs if "image/png" in output.get("data", {})]
            assert drawn or "grade_id" in cell.metadata.get("nbgrader", {}), cell.source


def test_a_file_that_imports_nothing_has_its_functions_all_the_same():
    parts = LabFile.of('"""A lab."""\n\n\ndef f(x):\n    return x\n')

    assert (parts.docstring, parts.imports, parts.functions) == ("A lab.", "", {"f": "def f(x):\n    return x"})
