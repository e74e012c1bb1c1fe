"""What a recorded number is, as data; and what people call it: the only place where such names are made."""

from enum import StrEnum
from typing import NamedTuple, SupportsFloat


class Measure(StrEnum):
    """What sort of thing was measured."""

    VALUE = "value"  # what a function returned, or did otherwise
    LOSS = "loss"
    GRADIENT = "gradient"
    PARAMETER = "parameter"
    ARGUMENT = "argument"  # what was handed in, as it is afterwards
    PATH = "path"  # the parameters at the start and after every update, a row each


class Counted(StrEnum):
    """What the step of a quantity counts."""

    NOTHING = "nothing"  # the quantity stands alone
    UPDATES = "updates"  # it was so after that many
    EPOCHS = "epochs"
    STEPS = "steps"
    STEP = "step"  # it was so while that one was made
    EPOCH = "epoch"
    PLACE = "place"  # that place in a series


# How the step is said: behind which word, and as what.
_SAID = {
    Counted.UPDATES: (" after ", "{step} update{s}"),
    Counted.EPOCHS: (" after ", "{step} epoch{s}"),
    Counted.STEPS: (" after ", "{step} step{s}"),
    Counted.STEP: (" at ", "step {step}"),
    Counted.EPOCH: (" of ", "epoch {step}"),
}


class Quantity(NamedTuple):
    """What a number is: `of` names the parameter, the run or the value. In one trace no two entries have the same.

    Of a series the `step` is that of its first element.
    """

    of: str = ""
    measure: Measure = Measure.VALUE
    step: int = 0
    counted: Counted = Counted.NOTHING

    def at(self, step: int) -> "Quantity":
        """Return the same quantity at another step."""
        return self._replace(step=step)

    def of_what(self, of: str) -> "Quantity":
        """Return the same quantity of something else."""
        return self._replace(of=of)

    def title(self, index: tuple[int, ...] = ()) -> str:
        """Return what people call it wherever it stands: "gradient of w[0, 1]", where `index` is given."""
        of = f"{self.of}{list(index)}" if index else self.of
        if self.measure is Measure.GRADIENT:
            return f"gradient of {of}"
        return "loss" if self.measure is Measure.LOSS else of

    @property
    def when(self) -> str:
        """What people call its step: "step 2", "3 updates"; "" where it has none of its own."""
        _, said = _SAID.get(self.counted, ("", ""))
        return said.format(step=self.step, s="s" if self.step != 1 else "")

    def name(self, index: tuple[int, ...] = ()) -> str:
        """Return what people call it, or one element of it: "gradient of w[0, 1] at step 2"."""
        title = self.title(index)
        if self.counted is Counted.PLACE:
            if self.measure is Measure.LOSS:
                return f"loss {self.step} of {self.of}" if self.of else f"loss {self.step}"
            return f"{title}[{self.step}]" if self.measure is Measure.PARAMETER else f"{title}, point {self.step}"
        word, _ = _SAID.get(self.counted, ("", ""))
        return f"{title}{word}{self.when}"

    @property
    def plural(self) -> str:
        """What people call all elements of a series together."""
        if self.measure is Measure.LOSS:
            return f"losses of {self.of}" if self.of else "losses"
        if self.measure is Measure.PARAMETER:
            return f"values of {self.of}" if self.counted is Counted.PLACE else "positions"
        return self.title()

    def until(self, last: int) -> str:
        """Return what people call the elements of a series from the first to that of step `last`, a verb included."""
        if last == self.step:
            return f"{self.name()} matches"
        if self.measure is Measure.LOSS and not self.of:
            return f"{self.plural} {self.step} to {last} match"
        return f"{self.name()} to {self.at(last).name()} match"


# The losses of a descent, each from before the update of its number.
LOSSES = Quantity(measure=Measure.LOSS, step=1, counted=Counted.PLACE)


def show(value: SupportsFloat, beside: SupportsFloat | None = None) -> str:
    """Return `value` as people read it: seven digits, or as many more as it takes to differ from `beside`."""
    number, other = float(value), None if beside is None else float(beside)
    for digits in range(7, 18):
        text = f"{number:.{digits}g}"
        if other is None or number == other or text != f"{other:.{digits}g}":
            break
    return text
