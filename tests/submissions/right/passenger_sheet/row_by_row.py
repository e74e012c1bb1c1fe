import math


def features(passengers):
    rows = []
    for i in range(len(passengers["Sex"])):
        p = {name: column[i] for name, column in passengers.items()}
        rows.append([float(p["SibSp"]), float(p["Parch"]), float(p["Age"]) / 80, math.log10(float(p["Fare"]) + 1),
                     float(p["Pclass"] == 1), float(p["Pclass"] == 2), float(p["Embarked"] == "S"),
                     float(p["Embarked"] == "C"), float(p["Sex"] == "male"), 1.0])
    return torch.tensor(rows, dtype=passengers["Fare"].dtype, device=passengers["Fare"].device)


def predict(X, coef):
    return torch.stack([torch.dot(row, coef) for row in X])


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1]).to(X)
    for _ in range(steps):
        coef -= lr * 2 / len(y) * ((X @ coef - y) @ X)
    return coef
