"""What counts as a number, a series, an array: the contract's fine print, value by value."""

import re
from collections import namedtuple

import numpy as np
import pytest
import torch

from autograder.errors import Unfit
from autograder.worker import Recorder, as_array, as_number, as_series, describe, list_of_series, parts


def _as_text(value):
    """Name a test by its value, without the address in memory, which is different in every process."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


class FloatOfMine(float):
    pass


class ListOfMine(list):
    def __iter__(self):
        return iter([99.0])


class TensorOfMine(torch.Tensor):
    pass


class PretendsToBeAList:
    __class__ = list


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        (2.0, "any"),
        (2, "int"),
        (np.float32(2), "float32"),
        (np.float64(2), "float64"),
        (np.int64(2), "int"),
        (np.array(2.0), "float64"),
        (np.array([2.0], dtype=np.float32), "float32"),
        (torch.tensor(2.0), "float32"),
        (torch.tensor([[2.0]], dtype=torch.float64), "float64"),
        (torch.tensor(2.0, requires_grad=True), "float32"),
        (torch.nn.Parameter(torch.tensor(2.0)), "float32"),
        (torch.tensor(2), "int"),
        (torch.tensor(2.0, dtype=torch.bfloat16), "float32"),
    ],
)
def test_a_number_in_any_dress(value, precision):
    assert as_number("w", value) == (2.0, precision)


@pytest.mark.parametrize(
    "value",
    [
        True,
        "2",
        None,
        2j,
        np.bool_(True),
        np.complex128(2),
        torch.tensor(True),
        torch.tensor(2j),
        torch.tensor([1.0, 2.0]),
        np.array("2"),
        np.array([object()]),
        [2.0],
        (n for n in [2.0]),
        FloatOfMine(2.0),
        TensorOfMine([2.0]),
        torch.empty(0),
        torch.zeros(1).to_sparse(),
        torch.zeros(1, device="meta"),
    ],
    ids=_as_text,
)
def test_what_is_no_number(value):
    with pytest.raises(Unfit):
        as_number("w", value)


@pytest.mark.parametrize(
    "values",
    [
        [1.0, 2.0],
        (1, 2),
        torch.tensor([1.0, 2.0]),
        np.array([1.0, 2.0]),
        [torch.tensor(1.0, requires_grad=True), np.float32(2)],
        [torch.tensor([1.0]), torch.tensor([[2.0]])],
        namedtuple("Losses", "first second")(1.0, 2.0),
    ],
    ids=_as_text,
)
def test_a_series_in_any_dress(values):
    assert as_series("losses", values)[0].tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    "values",
    [
        (n for n in [1.0]),
        [[1.0], [2.0]],
        ["1.0"],
        [None],
        [True],
        "12",
        {1.0: 2.0},
        torch.zeros(2, 1),
        np.zeros((1, 2)),
        np.array(["a"]),
        range(2),
        torch.zeros(1).expand(10**12),
        PretendsToBeAList(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_series(values):
    with pytest.raises(Unfit):
        as_series("losses", values)


def test_a_series_is_as_precise_as_its_coarsest_element():
    assert as_series("losses", [np.float64(1), np.float32(1)])[1] == "float32"
    assert as_series("losses", [np.float64(1), 1.0])[1] == "any"


def test_a_list_that_lies_about_its_elements_is_read_as_it_is():
    assert as_series("losses", ListOfMine([1.0, 2.0]))[0].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("runs", [[[1.0], [2.0, 3.0]], ([1.0], (2.0, 3.0))])
def test_series_come_in_a_list_or_tuple(runs):
    assert [as_series("run", run)[0].tolist() for run in list_of_series("series", runs)] == [[1.0], [2.0, 3.0]]


@pytest.mark.parametrize("runs", [torch.ones(2, 3), np.ones((2, 3))])
def test_series_come_as_rows(runs):
    assert len(list_of_series("series", runs)) == 2


@pytest.mark.parametrize("result", [(1, 2, 3), [1, 2, 3], namedtuple("Result", "w b losses")(1, 2, 3)])
def test_several_results(result):
    assert parts("train_model", result, ("w", "b", "losses")) == [1, 2, 3]


@pytest.mark.parametrize("result", [(1, 2), None, torch.ones(3), {1, 2, 3}], ids=_as_text)
def test_not_several_results(result):
    with pytest.raises(Unfit):
        parts("train_model", result, ("w", "b", "losses"))


def test_a_tensor_is_copied_when_it_is_recorded():
    recorder, value = Recorder(), torch.zeros(3)

    recorder.tensor("yhat", value)
    value += 1

    assert recorder.entries[0].value.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("value", [1.0, np.ones(3), [1.0], TensorOfMine([1.0]), torch.tensor([1j])], ids=_as_text)
def test_where_a_tensor_is_promised_nothing_else_will_do(value):
    with pytest.raises(Unfit):
        Recorder().tensor("yhat", value)


def test_an_array_of_a_size_that_no_contract_has_is_refused():
    with pytest.raises(Unfit, match="1000000000000"):
        as_array("Z", torch.zeros(1).expand(10**6, 10**6))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        ([], "a list"),
        (1, "an int"),
        (torch.ones(2, 1), "a tensor of shape (2, 1)"),
        (np.ones(2), "an array of shape (2,)"),
    ],
    ids=_as_text,
)
def test_values_are_described_in_words(value, words):
    assert describe(value) == words
