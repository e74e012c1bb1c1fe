"""What is read from plain data has the types that its fields say, or is refused by name."""

from dataclasses import asdict, dataclass

import pytest

from autograder.errors import UnsoundData
from autograder.plain_data import read
from autograder.student.rows import Amount, Count, Name
from autograder.teaching.rows import Paths


@dataclass(frozen=True)
class Inner:
    pair: tuple[float, float]


@dataclass(frozen=True)
class Outer:
    name: Name
    amount: Amount
    count: Count = 3
    flag: bool = False
    maybe: str | None = None
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()


RIGHT = {"name": "ada", "amount": 1}
WRONG = {
    "name": [None, "", 3, b"ada", ["ada"], "x" * 2000],
    "amount": [-1, True, "1", float("nan"), float("inf"), None],
    "count": [1.0, True, -1, 1 << 128],
    "flag": [1, None, "yes"],
    "maybe": [0, []],
    "inner": [[], {}, {"pair": [1]}, {"pair": [1, 2, 3]}, {"pair": "12"}, {"pair": [1, "2"]}],
    "many": [{}, None, [[1, 2]], [{"pair": [1, None]}]],
}


def test_what_is_written_is_read_again():
    found = Outer("ada", 2.5, 7, True, "", Inner((1.0, 2.0)), (Inner((3.0, 4.0)),))

    assert read(Outer, asdict(found)) == found
    assert read(Outer, RIGHT) == Outer("ada", 1)


def test_lists_become_tuples_and_what_nobody_knows_is_left_out():
    assert read(Outer, {**RIGHT, "many": [{"pair": [1, 2]}], "other": object()}).many == (Inner((1, 2)),)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_what_does_not_fit_is_named(name, value):
    with pytest.raises(UnsoundData, match=f"its {name} is "):
        read(Outer, {**RIGHT, name: value})


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_needed_is_missed(name):
    with pytest.raises(UnsoundData, match=f"its {name} is None"):
        read(Outer, {key: value for key, value in RIGHT.items() if key != name})


def test_a_class_may_ask_more_of_its_fields_together():
    path = {"steps": [0, 1], "right": [[0, 0], [1, 1]], "yours": [[0, 0]], "parted": None}

    assert read(Paths, path).yours == ((0, 0),)
    for change in ({"yours": []}, {"steps": [0]}, {"yours": [[0, 0]] * 3}):
        with pytest.raises(ValueError, match="paths"):
            read(Paths, path | change)
