"""The crops and the passengers: their data, and what the defects of our stubs do to the numbers."""

import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from autograder.labs.answers.inputs import columns
from autograder.labs.crop_yields.answers.cases import RATE, START, regions
from autograder.labs.passenger_sheet.answers.cases import published_sheet, table
from autograder.labs.stubs import stub_of
from tests.modules import load, solution
from tests.places import DATASETS

FIGURES = json.loads((Path(__file__).parent / "figures.json").read_text())


def crops():
    return (torch.tensor(value) for value in regions().values())


def start():
    return (torch.tensor(START[name], dtype=torch.float32, requires_grad=True) for name in ("w", "b"))


class TestCropYields:
    """Jovian's fifteen regions, at rate 1e-5."""

    def test_the_table_is_the_tutorials(self):
        inputs, targets = regions().values()

        assert inputs.tolist() == FIGURES["jovian"]["inputs15"]
        assert targets.tolist() == FIGURES["jovian"]["targets15"]

    def test_a_hundred_epochs_bring_the_loss_down(self):
        _, _, losses = solution("crop_yields").train(*crops(), *start(), RATE, 100)

        assert all(after < before for before, after in itertools.pairwise(losses))
        assert losses[-1] < losses[0] / 20

    def test_the_stub_sees_no_difference_after_the_step(self):
        lab = solution("crop_yields")
        stub = load("crop_yields", stub_of("crop_yields"))
        stub.model, stub.mse = lab.model, lab.mse

        assert len(set(stub.loss_before_and_after(*crops(), *start(), RATE))) == 1
        before, after = lab.loss_before_and_after(*crops(), *start(), RATE)
        assert after < 0.8 * before


class TestCropYieldsBuiltin:
    """The same regions, five to a batch."""

    @staticmethod
    def fit(lab, epochs, batch_size=5):
        model = nn.Linear(3, 2)
        with torch.no_grad():
            for parameter, value in zip(model.parameters(), start(), strict=True):
                parameter.copy_(value)
        loader = solution("crop_yields_builtin").make_loader(*crops(), batch_size, False)
        opt = torch.optim.SGD(model.parameters(), lr=RATE)
        return model, lab.fit(epochs, model, functional.mse_loss, opt, loader)

    def test_the_stub_reports_its_last_batch(self):
        lab, stub = solution("crop_yields_builtin"), load("crop_yields_builtin", stub_of("crop_yields_builtin"))
        # One batch per epoch hides both defects: the only batch is the last one, and it finds cleared gradients.
        assert self.fit(stub, 3, 15)[1] == pytest.approx(self.fit(lab, 3, 15)[1])

        (reported,), (right,) = (self.fit(each, 1)[1] for each in (stub, lab))

        assert abs(reported - right) > 0.1 * right

    def test_the_stub_moves_by_sums_of_gradients(self):
        lab, stub = solution("crop_yields_builtin"), load("crop_yields_builtin", stub_of("crop_yields_builtin"))
        w, _ = start()

        moved = [(self.fit(each, 1)[0].weight - w).norm().item() for each in (lab, stub)]

        assert moved[1] > 1.3 * moved[0]


class TestPassengerSheet:
    """The invented ship."""

    def test_the_table_is_what_its_script_writes(self, tmp_path):
        shutil.copy(DATASETS / "make_passengers.py", tmp_path)

        subprocess.run([sys.executable, "make_passengers.py"], cwd=tmp_path, check=True)

        assert (tmp_path / "passengers.csv").read_bytes() == (DATASETS / "passengers.csv").read_bytes()

    def test_its_numbers_are_in_range(self):
        numbers, words, survived = published_sheet()

        assert len(survived) == 200
        assert set(survived.tolist()) == {0.0, 1.0}
        assert set(numbers["Pclass"].tolist()) == {1.0, 2.0, 3.0}
        assert 0.5 <= numbers["Age"].min() <= numbers["Age"].max() <= 80
        assert numbers["Fare"].min() == 0
        assert set(words["Sex"]) == {"male", "female"}
        assert set(words["Embarked"]) == {"S", "C", "Q"}

    def test_the_cases_table_is_the_solutions(self):
        numbers, words, _ = published_sheet()
        passengers = {**{name: torch.tensor(column) for name, column in numbers.items()}, **words}

        features = solution("passenger_sheet").features(passengers)

        np.testing.assert_allclose(features.numpy(), table(numbers, words), rtol=1e-6)

    def test_where_a_solver_would_end(self):
        numbers, words, survived = published_sheet()
        X = table(numbers, words)

        best = np.linalg.lstsq(X, survived, rcond=None)[0]

        assert ((X @ best - survived) ** 2).mean() == pytest.approx(0.161731, abs=1e-6)
        assert (columns("passengers", "Survived")[0] ** 2).mean() == pytest.approx(0.42)
