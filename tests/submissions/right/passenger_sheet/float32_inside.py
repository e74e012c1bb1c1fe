def features(passengers):
    numbers = {name: passengers[name].float() for name in ("SibSp", "Parch", "Age", "Fare", "Pclass")}
    flags = [[float(port == letter) for port in passengers["Embarked"]] for letter in "SC"]
    flags.append([float(sex == "male") for sex in passengers["Sex"]])
    columns = [numbers["SibSp"], numbers["Parch"], numbers["Age"] / 80, (numbers["Fare"] + 1).log10()]
    columns += [(numbers["Pclass"] == k).float() for k in (1, 2)]
    columns += [*torch.tensor(flags), torch.ones(len(numbers["Age"]))]
    return torch.stack(columns, dim=1).to(passengers["Fare"])


def predict(X, coef):
    return (X.float() @ coef.float()).to(X.dtype)


def mean_loss(X, y, coef):
    return ((X.float() @ coef.float() - y.float()) ** 2).mean()


def solve(X, y, lr, steps):
    X, y, coef = X.float(), y.float(), torch.zeros(X.shape[1])
    for _ in range(steps):
        coef = coef - lr * 2 * X.T @ (X @ coef - y) / len(y)
    return coef
