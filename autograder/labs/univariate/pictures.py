"""What the pictures of univariate show. Nothing here has a unit."""

from autograder.labs.pictures import Losses

PICTURES = (
    Losses(name="losses-line", function="fit_line", title="The loss of the line", series={"": "learning rate 0.01"}),
    Losses(
        name="losses-polynomial",
        function="fit_polynomial",
        title="The loss of the cubic",
        series={"": "learning rate 0.001"},
    ),
)
