"""Labs, stubs and hints: what must hold for every lab there is. What `gradkit lab check` asks is asked with it."""

import ast
import tomllib

import pytest

from autograder.judge.file_grading import _stands_as_given
from autograder.labs.catalogue import all_labs, lab_named
from autograder.labs.stubs import TO_MEND, functions_as_given, stub_of
from tests.places import LAB_FOLDERS, SOLUTIONS

CONTRACT = tomllib.loads((LAB_FOLDERS.parents[1] / "tests" / "contract.toml").read_text())
LABS = all_labs()
CHECKS = [check for lab in LABS for check in lab.checks]


def by_name(item):
    return item.name


def test_the_labs_are_those_of_the_contract():
    have = {lab.name: {check.function: [check.points, check.kind] for check in lab.checks} for lab in LABS}

    assert have == {name: CONTRACT[name] for name in have}
    assert [lab.order for lab in LABS] == sorted({lab.order for lab in LABS})


@pytest.mark.parametrize("lab", LABS, ids=by_name)
def test_a_stub_keeps_docstrings_and_signatures(lab):
    ours, theirs = (
        {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
        for text in (stub_of(lab.name), (SOLUTIONS / f"{lab.name}.py").read_text())
    )

    assert list(ours) == list(theirs) == [check.function for check in lab.checks]
    for name, stub in ours.items():
        assert ast.get_docstring(stub), f"{name} has no docstring"
        assert ast.get_docstring(stub) == ast.get_docstring(theirs[name])
        assert ast.dump(stub.args) == ast.dump(theirs[name].args)


@pytest.mark.parametrize("check", CHECKS, ids=by_name)
def test_a_function_to_write_holds_no_answer(check):
    tree = ast.parse(stub_of(check.lab))
    body = next(node for node in tree.body if getattr(node, "name", "") == check.function).body[1:]

    if check.kind == "write":
        assert [type(node) for node in body] == [ast.Raise]
    else:
        assert TO_MEND in functions_as_given(check.lab)[check.function]


@pytest.mark.parametrize("check", [check for check in CHECKS if check.kind == "mend"], ids=by_name)
class TestWhatIsToBeMended:
    def test_says_so_first_below_its_docstring(self, check):
        lines = stub_of(check.lab).splitlines()
        function = next(
            node for node in ast.parse(stub_of(check.lab)).body if getattr(node, "name", "") == check.function
        )

        assert lines[function.body[0].end_lineno] == "    # Mend this: it is given with a mistake in it."

    @pytest.mark.parametrize(
        "left", ["    # Mend this: it is given with a mistake in it.\n", "", "\n", "    \n", "\n\n"], ids=repr
    )
    @pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
    def test_is_as_it_was_given_whatever_became_of_that_remark(self, check, left, end):
        source = stub_of(check.lab).replace(TO_MEND, left).replace("\n", end)

        assert TO_MEND in stub_of(check.lab)
        assert _stands_as_given(check, source.encode())

    def test_is_no_longer_so_once_a_line_of_it_is_another(self, check):
        given = functions_as_given(check.lab)[check.function]
        last = given.splitlines()[-1]
        source = stub_of(check.lab).replace(given, given.replace(last, f"{last}  # mended"))

        assert not _stands_as_given(check, source.encode())


@pytest.mark.parametrize("check", CHECKS, ids=by_name)
def test_hints_are_three_sentences(check):
    assert len(check.hints) == 3
    assert all(len(hint) > 20 for hint in check.hints)


def test_unknown_names_are_key_errors():
    with pytest.raises(KeyError):
        lab_named("nothing")
    with pytest.raises(KeyError):
        LABS[0].check("nothing")
