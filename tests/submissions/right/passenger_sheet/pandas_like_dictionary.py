def features(passengers):
    fare = passengers["Fare"]
    X = torch.zeros(len(fare), 10, dtype=fare.dtype, device=fare.device)
    X[:, 0] = passengers["SibSp"]
    X[:, 1] = passengers["Parch"]
    X[:, 2] = passengers["Age"] / 80
    X[:, 3] = torch.log(fare + 1) / torch.log(torch.tensor(10.0, dtype=fare.dtype))
    for i, pclass in enumerate([1, 2]):
        X[:, 4 + i] = (passengers["Pclass"] == pclass).float()
    for i, port in enumerate("SC"):
        X[:, 6 + i] = torch.tensor([1.0 * (p == port) for p in passengers["Embarked"]])
    X[:, 8] = torch.tensor([{"male": 1, "female": 0}[s] for s in passengers["Sex"]])
    X[:, 9] = 1
    return X
