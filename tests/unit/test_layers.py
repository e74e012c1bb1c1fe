"""The linter asks what matters most: what runs student code imports no answer, and nobody takes that out by mistake."""

import tomllib

from tests.places import ROOT

CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
ANSWERS = {f"autograder.labs.{name}" for name in ("answers", "*.answers", "*.properties", "catalogue")}
ABOVE = {f"autograder.{room}" for room in ("judge", "student", "teaching")}


def test_what_runs_student_code_is_kept_from_every_answer():
    contract = CONTRACTS["What runs student code knows no answer"]

    assert set(contract["source_modules"]) == {"autograder.sandbox", "autograder.worker", "autograder.labs.*.probes"}
    assert set(contract["forbidden_modules"]) >= ANSWERS | {
        f"autograder.{room}" for room in ("judge", "student", "teaching")
    }


def test_imports_go_downwards_through_every_room():
    rooms = {path.parent.name for path in (ROOT / "autograder").glob("*/__init__.py")}

    assert {f"autograder.{room}" for room in rooms} <= set(CONTRACTS["Imports go downwards"]["layers"])
