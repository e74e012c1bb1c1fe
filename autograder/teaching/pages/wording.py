"""What a student reads of a class: on the page that is made for them, and in what is exported."""

from autograder.judge.verdict import Status
from autograder.language import Plural

FEEDBACK_TITLE = "{student}: feedback"
ALL_RIGHT = "Everything passes. Now read your way beside somebody else's: there is more than one right way."
NOTHING_LEFT = "Nothing is left to do here: what does not pass was decided by hand."
NOTHING_YET = "Nothing has been written yet. Begin with {function}: its docstring says what it returns."
GO_ON = "Right so far: {passed} of {checks} functions. Go on with {function}."
HAND_IN = "Right so far: {passed} of {checks} functions. Hand in {lab}.py next."
WAITS = Plural(
    "It waits for {function}, which it calls. It may be right already.",
    "They wait for {function}, which they call. They may be right already.",
)
NOT_BEGUN = Plural(
    "Not written yet. Its docstring says what it returns.",
    "Not written yet. Their docstrings say what they return.",
)
NO_FILE = "There was no {lab}.py among what you handed in."
NOT_SHOWN = (
    "With the tutorial's numbers it is right; with others, which are not shown, it is not: does it hold for any?"
)
FIRST_PARTING = "here they part"
YOURS, REFERENCE, LOWEST = "yours", "the reference’s", "the lowest point"
PATH_TITLE = "Your way down the error surface, {function}"
PATH_SAME = "Your way and the reference's are the same."
PATH_PARTS = "The two part at update {step}."
PATH_LEAVES = "Yours leaves the picture after update {step}."
PATH_BETWEEN = "Dashed: steps in between that were not looked at."
PATH_ALT = (
    "Contour map of the mean squared error over {first} and {second}. The reference walks from {start} to {right_end}; "
    "yours ends at {end}. {verdict}"
)
BEGIN_AGAIN = {
    Status.FAIL: "Open {place}, and work out by hand the first number that differs. Where does your code part from it?",
    Status.NOT_STARTED: "Open {place}, and read the docstring of {function}. It says what comes in and what goes out.",
    Status.MISSING: "Is your file called {place}? Under another name it is not found: rename it, and hand it in.",
    Status.REFUSED: "Mend what {place} was refused for, and hand in again.",
    Status.INFRA: "There is nothing to mend here: the checker had trouble of its own, and {function} will be checked "
    "again.",
}
BEGIN_AGAIN_PROMISE = (
    "Open {place}, and read the docstring of {function} once more. Which of its promises does your function not keep?"
)
BEGIN_AGAIN_OTHERWISE = "Open {place}. What does each name hold when that line is reached?"
TRY_AGAIN_TITLE = "Try again"
# Commands, and what each is for.
TRY_AGAIN = {
    "pytest autograder/ --lab {name}": "Save, and check that one function:",
    "gradkit hint {name}": "Stuck? Hints come one rung at a time:",
    "gradkit watch {lab}": "Or let every save be checked while you work:",
}
FRESH_TOO = (
    "Every function was run on the tutorial's numbers and on others, which are not shown. What is not right yet can "
    "still become right: mend one function at a time, and hand in again if your course allows it."
)
FEEDBACK_HOW = "Graded with gradkit {version} on {device}, isolation level {level}."
# What was made of the files in a student's folder.
OTHER_LEFT = "{graded} was graded; {other} was left aside"
TAKEN_AS = "{path} was graded as {wanted}"
LATEST = "{count} attempts were handed in, and this is the latest"
FEW_ATTEMPTS = "only the latest {count} are graded"
NOT_USED = "{names}: not used, because no lab's file is called so"
NOT_UNPACKED = "{path} was left aside: {reason}"
AND_MORE = "and {count} more"

# Of dates.
DUE = "Due {when}."
HANDED_IN = "Handed in {when}."
HANDED_IN_LATE = "Handed in {when}, {late_by} late."
LATE_COSTS = "That costs {points} of {most} points."
TIME_UNKNOWN = "When it was handed in is not known, so it counts as in time."
MARKED_LATE = "It is marked as late, and by how much is not known: that costs nothing here."
EARLIER_COUNTS = (
    "What counts, and is shown here, is a file that you handed in earlier: it has more points than the last one."
)
DAYS = Plural("{count} day", "{count} days")
HOURS = Plural("{count} hour", "{count} hours")
MINUTES = Plural("{count} minute", "{count} minutes")

# What a person decided: whether it is excused, and whether it is about the whole lab.
GIVEN_BY_HAND = {
    (False, False): "{name}: {points} of {most} points, given by hand: {why}",
    (False, True): "The whole lab: {points} of {most} points, given by hand: {why}",
    (True, False): "{name} is excused, and counts as the rest of the lab does: {why}",
    (True, True): "The whole lab is excused, and does not count: {why}",
}
EXCUSED = "excused"

MISSING_IN_CLASS = "There is no {lab}.py and no {lab}.ipynb in this student's folder."
GRADESCOPE_INFRA = "Some checks could not be run. That is the checker's trouble and not yours: they will be run again."

# What `gradkit explain --for-student` says beside what cards and pages say.
OWN_LINES = "Your lines"
TUTORIALS_CASE = "The tutorial's numbers: {became}"
TUTORIALS_CASES = "The tutorial's numbers, {number} of {count}: {became}"
RIGHT, NOT_RIGHT = "right", "not right"
NOT_RUN = "not run, because the code had stopped before"
OFF = "off, in tolerances"
OFF_COUNT = "{name}: {wrong} of {count} numbers are off"
SHOWN_NUMBERS = "(the first {shown} of {count} numbers)"
ALL_NUMBERS = "all numbers of {name}"
TRANSPOSED = "It is the expected array transposed: rows and columns have changed places."
FLIPPED = "It is the expected array in reverse order."
FLIPPED_ALONG = (
    "It is the expected array with its rows in reverse order.",
    "It is the expected array with its columns in reverse order.",
)
NEGATED = "It is the expected array with every sign turned round."
RIGHT_TOO = "With other numbers, which are not shown, it is right as well."
