"""Make passengers.csv: 200 invented passengers of an invented ship.

    python make_passengers.py

The columns are those of the spreadsheet in fast.ai's lesson 3. No row is a person: nothing here was read from, or
fitted to, a passenger list. Every share and every average below is a round number chosen by hand, so that the columns
depend on one another the way one would expect: first class is older and pays more, families sail together, women and
children are likelier to survive. The seed fixes the draw. NumPy may change its streams one day; then the CSV counts.
"""

import csv
from pathlib import Path

import numpy as np

ROWS = 200
SEED = 1903


def make_passengers(rows=ROWS, seed=SEED):
    """Draw `rows` passengers. Returns a list of dicts, one per passenger, with the eight columns of the CSV."""
    rng = np.random.default_rng(seed)

    # Class and sex are independent of all the rest.
    pclass = rng.choice([1, 2, 3], size=rows, p=[0.25, 0.2, 0.55])
    male = rng.random(rows) < 0.63

    # Years, in halves: 38, 31 and 26 on average by class, never below half a year or above 80.
    age = rng.normal(np.array([38.0, 31.0, 26.0])[pclass - 1], 13.0)
    age = np.clip(np.round(age * 2) / 2, 0.5, 80.0)

    # Under sixteens mostly sail with parents and with brothers or sisters; adults mostly alone or as a pair.
    child = age < 16
    parch = np.where(child, rng.choice([0, 1, 2], rows, p=[0.1, 0.4, 0.5]), rng.poisson(0.25, rows))
    sibsp = np.where(child, rng.poisson(1.2, rows), rng.poisson(0.35, rows))

    # Where they embarked: first class has the largest share at C, third class the largest at Q.
    shares = {1: [0.6, 0.38, 0.02], 2: [0.87, 0.1, 0.03], 3: [0.7, 0.13, 0.17]}
    embarked = [str(rng.choice(["S", "C", "Q"], p=shares[int(c)])) for c in pclass]

    # Pounds: a ticket by class with a long tail, more for a family, and a few who travel free.
    ticket = np.array([45.0, 14.0, 8.0])[pclass - 1] * np.exp(rng.normal(0.0, 0.35, rows))
    fare = np.round(ticket * (1 + 0.5 * (sibsp + parch)), 2)
    fare[rng.random(rows) < 0.02] = 0.0

    # Odds of surviving, on the logistic scale.
    score = 1.0 - 2.4 * male + np.array([1.0, 0.3, -0.6])[pclass - 1] + 1.0 * child - 0.3 * sibsp
    survived = rng.random(rows) < 1 / (1 + np.exp(-score))

    return [
        {
            "SibSp": int(sibsp[i]),
            "Parch": int(parch[i]),
            # str() of a float32 is the shortest text that reads back as the same float32.
            "Age": str(np.float32(age[i])),
            "Fare": str(np.float32(fare[i])),
            "Pclass": int(pclass[i]),
            "Sex": "male" if male[i] else "female",
            "Embarked": embarked[i],
            "Survived": int(survived[i]),
        }
        for i in range(rows)
    ]


if __name__ == "__main__":
    passengers = make_passengers()
    with open(Path(__file__).with_name("passengers.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(passengers[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(passengers)
