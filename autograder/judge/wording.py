"""What the judge says in the `detail` of a verdict, and of a lab that has a defect. Who shows verdicts says the rest."""

# What a student is told of a defect.
DEFECT_IN_LAB = "this lab has a defect"
OVER_LIMIT = "{size} bytes are over the limit of {limit}"
NOT_LOCKED_IN = "a process for the check could not be locked in"
CANNOT_BE_JUDGED = "what it reports cannot be judged: {problem}"
NOT_OUT_OF_TIME = "it says that its time was over, and it was not"
NO_END = "no end after {seconds} seconds"
BROKEN_PROMISE = (
    "{check.name}: labs/{check.lab}/properties.py and solutions/{check.lab}.py: "
    "the solution itself breaks a promise: {promise}"
)
