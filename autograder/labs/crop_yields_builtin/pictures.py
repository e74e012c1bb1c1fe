"""What the pictures of crop_yields_builtin show. Yields are in tons per hectare."""

from autograder.labs.pictures import Losses

PICTURES = (
    Losses(
        function="fit",
        title="The mean loss of each epoch",
        loss="mean loss over rows ((tons per hectare)²)",
        series={"": "SGD in batches"},
        step="epoch",
    ),
)
