"""What is asked about a number, a shape or a count that is not the right one, and is no known mistake."""

# Of what differs and is no known mistake: whatever is said here is true of every function whose numbers differ so.
UNNAMED = "Which line of yours makes this number, and from which arguments? Follow one of the rows, or rounds, by hand."
IS_ZERO = "This number is 0. What in your code makes it 0, or never fills it?"
UNNAMED_FRESH = "Call it with other numbers than the tutorial's. What in your code suits those alone?"
NOT_FINITE = "inf and nan spoil everything that is computed from them. Which operation makes the first one?"
ARGUMENT_CHANGED = (
    "What was handed in has changed afterwards. Which line writes into it, and what should it write into?"
)
RETURNS_IN_LOOP = (
    "Only one came back. What stands inside the loop, and under which condition: the empty list, the "
    "append, the `return`?"
)
COUNT_OF_A_LOOP = (
    "Which entries are too many, or missing? How often does your code write one down, and into which list?"
)
# Of a number that is made of what is known.
OF_KIN = {
    "given": (
        "What comes back is what came in. Does the update change it, does your `return` name it, does a later line undo it?"
    ),
    "left over": (
        "What one call writes down is still there in the next. Which of your names outlives the call, and why?"
    ),
    "another step": "This is the right number of another step. When does your code write it down?",
    "sum": "This gradient has the one of the step before in it. What stands in .grad before each backward()?",
    "swapped": "This is another one of the results. In which order are they promised?",
    "negative": "The size is right and the sign is not. Which minus is one too many, or missing?",
    "multiple": "Your number is a plain multiple of the right one. Where does that factor come in, or get lost?",
}
# Of a loss that is right, and has no slope.
NO_WAY_BACK = (
    "The loss is right, and no slope comes back from it here. Which line cuts it off, or makes a new tensor of it?"
)
# Of where a descent leaves its way.
FIRST_LOSS = "No update comes before the first loss: it is that of the parameters as given. Which part of it is wrong?"
LATER_LOSS = (
    "Up to loss {last} all is near enough, and loss {step} is not. What differs there: the parameters, the rows, "
    "or what is done with this loss, or with every loss?"
)
FIRST_GRADIENT = (
    "Loss 1 is right, and what follows is not. How many updates does the first round make, from which value does each "
    "start, and what does it take off?"
)
LATER_GRADIENT = (
    "All updates before are right, and number {step} is not. What differs in this round, or is left over from before?"
)
FIRST_EPOCH = (
    "The loss of the first epoch is another. Of which batches is it made, and how much does each of them count?"
)
LATER_EPOCH = "Epoch {last} is right and epoch {step} is not. What is left over from before when it begins?"
LATER_LOSSES = (
    "Update {step} is the first that is not right, and the losses show it only later. From which value does each parameter "
    "start there, and what does it take off?"
)
RETURNED = (
    "The losses agree, and what comes back does not. Is the last update made like the others, with each parameter's own "
    "slope, and does your `return` name what came of it?"
)
# Of a shape that is not the promised one.
SHAPES = {
    "not reduced": "One number is promised, and several came back. What turns them into one?",
    "turned": "It lies on its side: its axes have changed places. Which operation should turn them, or should not?",
    "axis of one": "An axis of length 1 is too many, or is missing. Which operation adds it, or drops it?",
    "reduced": "One number came back where several are due. Is it the last one, the first one, a mean or a sum?",
    "more axes": "There is an axis too many. Over which one is a sum or a mean due, or which two were to be paired?",
    "fewer axes": "An axis is missing. Was it never made, or was it summed, averaged or picked away?",
    "another": "This is the shape of another result. In which order does your `return` name them, and the docstring?",
}
# Of a truth that is another than the promised one: the first pattern that is found in its name.
FLAGS = {
    r"carry a gradient": (
        "A result remembers how it came about, through the weights too, unless torch is told not to. Does that "
        "reach the call of the model?"
    ),
    r"wants a gradient": (
        "What was given has another requires_grad afterwards. Which line switches it, and of which tensor?"
    ),
    r"axis has a label": "A label is set by a call of the Axes. Which one, and is it called?",
}
UNNAMED_OF_KIND = {
    "count": "Count them yourself on a small example. Where does one too many come from, or where does one get lost?",
    "shape": "An axis is not as long as it should be. What does it count in your result, and what should it count?",
    "dtype": "The result should have the dtype of what came in. Which tensor of yours was made with another?",
    "flag": "Which line of yours decides this?",
    "missing": "One of the results is not there. Which ones does the docstring promise?",
    "promise": "The docstring promises this, whichever way you choose to keep it.",
}
# What a descent's gradient is known by, where no mistake is: the student's own .grad may be another.
TAKEN_OFF = "what step {step} takes off {of}, divided by lr"
# What a shape and a dtype are said to be of, and how a truth is said.
OF_WHAT = {"shape": "the shape of {what}", "dtype": "the dtype of {what}"}
TRUE, FALSE = "yes", "no"
