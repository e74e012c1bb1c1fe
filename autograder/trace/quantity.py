"""What a recorded number is, as data; and what people call it: the only place where such names are made."""

from enum import StrEnum
from typing import NamedTuple, SupportsFloat

from autograder.language import Phrase, Plural, Template


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


# How the step is said, by itself and behind what it is the step of.
_WHEN: dict[Counted, Template] = {
    Counted.UPDATES: Plural("{count} update", "{count} updates"),
    Counted.EPOCHS: Plural("{count} epoch", "{count} epochs"),
    Counted.STEPS: Plural("{count} step", "{count} steps"),
    Counted.STEP: "step {count}",
    Counted.EPOCH: "epoch {count}",
}
_NAME: dict[Counted, Template] = {
    Counted.NOTHING: "{title}",
    Counted.UPDATES: Plural("{title} after {count} update", "{title} after {count} updates"),
    Counted.EPOCHS: Plural("{title} after {count} epoch", "{title} after {count} epochs"),
    Counted.STEPS: Plural("{title} after {count} step", "{title} after {count} steps"),
    Counted.STEP: "{title} at step {count}",
    Counted.EPOCH: "{title} of epoch {count}",
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

    def title(self, index: tuple[int, ...] = ()) -> Phrase:
        """Return what people call it wherever it stands: "gradient of w[0, 1]", where `index` is given."""
        of = Phrase.of(self.of)
        if self.measure is Measure.PARAMETER:  # a name of Python's, in every language
            of = Phrase("{parameter}", parameter=self.of)
        if self.measure is Measure.ARGUMENT:
            of = Phrase("the given {argument}, afterwards", argument=self.of)
        if index:
            of = Phrase("{of}{index}", of=of, index=list(index))
        if self.measure is Measure.GRADIENT:
            return Phrase("gradient of {of}", of=of)
        return Phrase("loss") if self.measure is Measure.LOSS else of

    @property
    def when(self) -> Phrase:
        """What people call its step: "step 2", "3 updates"; "" where it has none of its own."""
        return Phrase(_WHEN.get(self.counted, ""), count=self.step)

    def name(self, index: tuple[int, ...] = ()) -> Phrase:
        """Return what people call it, or one element of it: "gradient of w[0, 1] at step 2"."""
        title = self.title(index)
        if self.counted is not Counted.PLACE:
            return Phrase(_NAME[self.counted], title=title, count=self.step)
        if self.measure is Measure.LOSS:
            of = Phrase.of(self.of)
            return Phrase("loss {step} of {of}" if of else "loss {step}", step=self.step, of=of)
        is_place = self.measure is Measure.PARAMETER
        return Phrase("{title}[{step}]" if is_place else "{title}, point {step}", title=title, step=self.step)

    @property
    def plural(self) -> Phrase:
        """What people call all elements of a series together."""
        if self.measure is Measure.LOSS:
            return Phrase("losses of {of}", of=Phrase.of(self.of)) if self.of else Phrase("losses")
        if self.measure is Measure.PARAMETER:
            is_list = self.counted is Counted.PLACE
            return Phrase("values of {of}", of=self.of) if is_list else Phrase("positions")
        return self.title()

    def until(self, last: int) -> Phrase:
        """Return what people call the elements of a series from the first to that of step `last`, a verb included."""
        if last == self.step:
            return Phrase("{name} matches", name=self.name())
        if self.measure is Measure.LOSS and not self.of:
            return Phrase("losses {first} to {last} match", first=self.step, last=last)
        return Phrase("{first} to {last} match", first=self.name(), last=self.at(last).name())


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
