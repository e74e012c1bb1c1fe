"""The inputs of passenger_sheet: the invented ship's passengers, and those of other ships."""

from collections.abc import Iterator

import numpy as np

from autograder.labs.answers.inputs import columns, several, texts
from autograder.trace import Case

NUMBERS = ("SibSp", "Parch", "Age", "Fare", "Pclass")
WORDS = ("Sex", "Embarked")
# The numbers, the words and who survived, by the name of the column.
Sheet = tuple[dict[str, np.ndarray], dict[str, list[str]], np.ndarray]


def published_sheet() -> Sheet:
    """Return the numbers, the words and the last column of `passengers.csv`."""
    *numbers, survived = columns("passengers", *NUMBERS, "Survived")
    words = texts("passengers", *WORDS)
    return dict(zip(NUMBERS, numbers, strict=True)), dict(zip(WORDS, words, strict=True)), survived


def fresh_sheet(draw: np.random.Generator, rows: int) -> Sheet:
    """Draw the passengers of another ship: every class, port and sex, a free ticket, large fares."""
    pclass = draw.permutation(np.resize([1, 2, 3, 3], rows))
    male = draw.permutation(np.resize([True, False, True], rows))
    age = np.round(draw.uniform(0.5, 80.0, rows) * 2) / 2
    fare = np.round(np.array([45.0, 14.0, 8.0])[pclass - 1] * np.exp(draw.normal(0.0, 0.6, rows)), 2)
    fare[draw.integers(rows)] = 0.0
    sibsp, parch = draw.poisson(0.5, rows), draw.poisson(0.4, rows)
    numbers = {"SibSp": sibsp, "Parch": parch, "Age": age, "Fare": fare, "Pclass": pclass}
    words = {
        "Sex": ["male" if is_male else "female" for is_male in male],
        "Embarked": draw.permutation(np.resize(["S", "C", "Q", "S"], rows)).tolist(),
    }
    survived = draw.uniform(size=rows) < np.where(male, 0.2, 0.75) - 0.1 * (pclass - 2)
    return numbers, words, survived.astype(float)


def table(numbers: dict[str, np.ndarray], words: dict[str, list[str]]) -> np.ndarray:
    """Return the ten columns of a sheet, to be descended on."""
    pclass, embarked, male = numbers["Pclass"], np.array(words["Embarked"]), np.array(words["Sex"]) == "male"
    ports = [embarked == port for port in "SC"]
    sizes = [numbers["SibSp"], numbers["Parch"], numbers["Age"] / 80, np.log10(numbers["Fare"] + 1)]
    return np.stack([*sizes, pclass == 1, pclass == 2, *ports, male, np.ones(len(pclass))], axis=1).astype(float)


def _other_sheet(draw: np.random.Generator, rows: int, count: int) -> dict[str, np.ndarray]:
    """Return X and y of a sheet with other columns."""
    X = draw.normal(0.4, 1.0, (rows, count))
    return {"X": X, "y": X @ several(draw, count, 0.2, 1.2) + draw.normal(0.0, 0.5, rows)}


def features(draw: np.random.Generator) -> Iterator[Case]:
    numbers, words, _ = published_sheet()
    yield Case(numbers, words, published=True)
    for rows, dtype in ((23, "float32"), (38, "float64")):
        numbers, words, _ = fresh_sheet(draw, rows)
        yield Case(numbers, words, dtype=dtype)


def predict(draw: np.random.Generator) -> Iterator[Case]:
    numbers, words, _ = published_sheet()
    coef = np.linspace(-0.5, 0.4, 10)
    yield Case({"X": table(numbers, words), "coef": coef}, published=True)
    for rows, count, dtype in ((23, 7, "float32"), (38, 12, "float64")):
        X, coef = draw.normal(0.4, 1.0, (rows, count)), several(draw, count, 0.2, 1.2)
        yield Case({"X": X, "coef": coef}, dtype=dtype)


def mean_loss(draw: np.random.Generator) -> Iterator[Case]:
    numbers, words, survived = published_sheet()
    coef = np.linspace(-0.5, 0.4, 10)
    yield Case({"X": table(numbers, words), "y": survived, "coef": coef}, published=True)
    for rows, count, dtype in ((23, 7, "float32"), (38, 12, "float64")):
        # Coefficients of their own, not those that made y: residuals of both signs, and of a mean that is not 0.
        yield Case({**_other_sheet(draw, rows, count), "coef": several(draw, count, 0.2, 1.2)}, dtype=dtype)


def solve(draw: np.random.Generator) -> Iterator[Case]:
    numbers, words, survived = published_sheet()
    sheet = {"X": table(numbers, words), "y": survived}
    yield Case(sheet, {"lr": 0.1, "steps": 500}, published=True)
    yield Case(sheet, {"lr": 0.1, "steps": 1}, published=True)
    yield Case(_other_sheet(draw, 47, 4), {"lr": 0.05, "steps": 1}, dtype="float64")
    # A few steps at a small rate: whoever is at the bottom by then has not descended.
    yield Case(_other_sheet(draw, 31, 5), {"lr": 0.004, "steps": 2})
    yield Case(_other_sheet(draw, 53, 3), {"lr": 0.002, "steps": 5})
    yield Case(_other_sheet(draw, 64, 6), {"lr": 0.2, "steps": 120})


_NUMBERS = dict(zip(NUMBERS, np.array([[1, 0, 0], [0, 2, 0], [40, 20, 60], [9, 99, 0], [1, 2, 3]]), strict=True))
_WORDS = {"Sex": ["male", "female", "male"], "Embarked": ["S", "C", "Q"]}
_X, _COEF = np.array([[1.0, 2.0], [1.0, -3.0]]), np.array([2.0, 1.0])
_DTYPES = ("float32", "float64")
SMALL = {
    "features": [Case(_NUMBERS, _WORDS, dtype, published=True) for dtype in _DTYPES],
    "predict": [Case({"X": _X, "coef": _COEF}, dtype=dtype, published=True) for dtype in _DTYPES],
    "mean_loss": [
        Case({"X": X, "y": y, "coef": _COEF}, dtype=dtype, published=True)
        for X, y in (
            (_X, np.array([1.0, 0.0])),
            (np.array([[1.0, 2.0], [1.0, -3.0], [1.0, 0.0]]), np.array([1.0, 0.0, 0.0])),
        )
        for dtype in _DTYPES
    ],
}
