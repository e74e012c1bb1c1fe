"""What is set back between the checks of a file."""

import matplotlib
import matplotlib.pyplot as plt
import pytest

from autograder.worker.state import set_back_style


@pytest.fixture(autouse=True)
def as_before():
    with plt.rc_context():
        yield


def test_a_style_is_set_back_and_the_backend_stays():
    plt.rcParams.update({"lines.linewidth": 9.0, "axes.grid": True, "font.family": ["serif"]})
    plt.switch_backend("svg")

    set_back_style(matplotlib)

    names = ("lines.linewidth", "axes.grid", "font.family")
    assert [plt.rcParams[name] for name in names] == [matplotlib.rcParamsOrig[name] for name in names]
    assert plt.get_backend() == "svg"
