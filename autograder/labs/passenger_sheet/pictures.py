"""What the pictures of passenger_sheet show: coefficients, which have no unit."""

from autograder.labs.pictures import Coefficients

PICTURES = (
    Coefficients(
        function="solve",
        title="What each column adds to the guess that somebody survived",
        parameter="coefficients",
        columns=(
            *("SibSp", "Parch", "Age (80 years)", "Fare (logarithm)", "Pclass_1", "Pclass_2"),
            *("Embark_S", "Embark_C", "Male", "Ones"),
        ),
    ),
)
