# expect: features error
# Compares a whole list of strings with one string, which gives a single False (a bool) and not one answer per
# passenger; .float() then fails.


def features(passengers):
    fare = passengers["Fare"]
    pclass = passengers["Pclass"]
    cols = [
        passengers["SibSp"],
        passengers["Parch"],
        passengers["Age"] / 80,
        torch.log10(fare + 1),
        (pclass == 1).float(),
        (pclass == 2).float(),
        (passengers["Embarked"] == "S").float(),
        (passengers["Embarked"] == "C").float(),
        (passengers["Sex"] == "male").float(),
        torch.ones(len(fare)),
    ]
    return torch.stack(cols, dim=1)
