"""Passenger sheet: a spreadsheet that learns, in tensors.

Ten columns of numbers for each passenger of a ship, ten coefficients, and a column that says who survived. In the
lesson a spreadsheet's solver finds the coefficients; here gradient descent does, one step downhill at a time.

Shapes and units. Each column of `passengers` has N entries; `Age` is in years, `Fare` in pounds. `X` is `(N, 10)`, or
`(N, K)` for other sheets; `y` is `(N,)` with 1 for survived and 0 for not; `coef` is `(K,)`. Features, coefficients and
loss have no unit. All share one floating dtype and one device.

Follows the spreadsheet of fast.ai's lesson 3. The passengers are made up: no row is a person.
"""

import torch


def features(passengers):
    """Turn the columns of the sheet into numbers of about the same size.

    `passengers` is a dict of columns. `SibSp`, `Parch`, `Age`, `Fare`, `Pclass` are 1-d float tensors of N numbers;
    `Sex` (`"male"` or `"female"`) and `Embarked` (`"S"`, `"C"` or `"Q"`) are lists of N strings. No value is missing.

    Returns a tensor `(N, 10)` in the dtype and on the device of `Fare`, with these columns:

    0. SibSp, as it is
    1. Parch, as it is
    2. Age, in units of 80 years
    3. the base-10 logarithm of one more than Fare
    4. Pclass_1: 1 in first class, else 0
    5. Pclass_2: 1 in second class, else 0
    6. Embark_S: 1 for those who embarked at S, else 0
    7. Embark_C: 1 for those who embarked at C, else 0
    8. Male: 1 for male, else 0
    9. Ones: 1 for everybody
    """
    fare = passengers["Fare"]
    pclass = passengers["Pclass"]

    # Strings cannot live in a tensor, so they become ones and zeros first.
    embark_s = torch.tensor([port == "S" for port in passengers["Embarked"]])
    embark_c = torch.tensor([port == "C" for port in passengers["Embarked"]])
    male = torch.tensor([sex == "male" for sex in passengers["Sex"]])

    columns = [
        passengers["SibSp"],
        passengers["Parch"],
        # Most ages then lie between 0 and 1, like the ones and zeros, and no column drowns the others.
        passengers["Age"] / 80,
        # A few fares are enormous and some are zero: the logarithm pulls in the first, the one added allows the second.
        torch.log10(fare + 1),
        # Third class and port Q get no column. They are what is left when the others are 0; the ones stand for them.
        pclass == 1,
        pclass == 2,
        embark_s,
        embark_c,
        male,
        torch.ones_like(fare),
    ]
    return torch.stack([column.to(fare) for column in columns], dim=1)


def predict(X, coef):
    """One prediction for each row: its features, weighed with the coefficients and added up.

    Returns a tensor `(N,)` in the dtype of `X`. The bias needs no special treatment: a column of ones carries it.
    """
    return X @ coef


def mean_loss(X, y, coef):
    """Mean squared error of the predictions for `X` against `y`.

    Returns a 0-d tensor from which `backward()` can start.
    """
    return ((predict(X, coef) - y) ** 2).mean()


def solve(X, y, lr, steps):
    """Find coefficients by gradient descent on the mean loss: `steps` updates at the learning rate `lr`, from zeros.

    Returns the coefficients, `(K,)`, in the dtype and on the device of `X`. Given enough steps, their loss is within
    1 % of the smallest that any coefficients can reach.
    """
    # Zeros will do for a linear model: its loss is a single bowl, and every starting place leads to the same bottom.
    coef = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device, requires_grad=True)

    for _ in range(steps):
        loss = mean_loss(X, y, coef)
        loss.backward()

        with torch.no_grad():
            coef -= lr * coef.grad
        coef.grad = None
    return coef.detach()
