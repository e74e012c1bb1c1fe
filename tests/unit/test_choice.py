"""What somebody means by a name: a lab, a function, or something near one."""

import pytest

from autograder.errors import UsageProblem
from autograder.student.choice import find


def found(target):
    lab, checks = find(target)
    return lab.name, [check.function for check in checks]


@pytest.mark.parametrize(
    "target, lab, functions",
    [
        ("slope_and_bias", "slope_and_bias", []),
        ("exercises/slope_and_bias.py", "slope_and_bias", []),
        ("slope_and_bias.train_model", "slope_and_bias", ["train_model"]),
        ("train_model", "slope_and_bias", ["train_model"]),
        ("f", "roller_coaster", ["f"]),
        ("crop_yields.mse", "crop_yields", ["mse"]),
    ],
)
def test_what_is_meant(target, lab, functions):
    assert found(target) == (lab, functions)


@pytest.mark.parametrize(
    "target, told",
    [
        ("mse", "mse is in more than one lab; type one of roller_coaster.mse, crop_yields.mse"),
        ("trian_model", "there is no trian_model; did you mean train_model?"),
        ("slope_and_bais", "there is no slope_and_bais; did you mean slope_and_bias?"),
        ("slope_and_bais.forward", "there is no slope_and_bais.forward; did you mean slope_and_bias.forward?"),
        ("slope_and_bias.criterium", "there is no slope_and_bias.criterium; did you mean slope_and_bias.criterion?"),
        ("slope_and_bias.get_loss", "lab slope_and_bias has no function get_loss; type one of forward, criterion"),
        ("nothing", "there is no lab nothing and no function of that name; type one of slope_and_bias, univariate"),
        ("nolab.f", "there is no lab nolab and no function of that name; type one of slope_and_bias, univariate"),
    ],
)
def test_what_is_not_there(target, told):
    with pytest.raises(UsageProblem) as problem:
        find(target)

    assert str(problem.value).startswith(told)
