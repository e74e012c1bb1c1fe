"""Every sentence that students read: each says what to do next, none gives an answer away.

Those about numbers that differ, about exceptions and about what was typed have modules of their own. What options are for
stands with the options, labels of cards and pictures with what draws them.
"""

from autograder.judge.verdict import Status
from autograder.language import Plural

AS_GIVEN = "This is still the version with the defect, as it was given to you. What does it do, and what should it do?"
PRINTED = "printed while it ran:"
MORE_PRINTED = "… and {lines} lines more"

STATUS_WORDS = {
    Status.PASS: "passed",
    Status.FAIL: "not right yet",
    Status.ERROR: "stopped with an error",
    Status.TIMEOUT: "did not finish",
    Status.MEMORY: "ran out of memory",
    Status.CRASH: "ended its process",
    Status.PROTOCOL: "broke the report",
    Status.REFUSED: "was refused",
    Status.NOT_STARTED: "not started",
    Status.BLOCKED: "waiting for {waits_for}",
    Status.MISSING: "no file",
    Status.INFRA: "could not be checked",
}
ANOTHER_FUNCTION, WAITING = "another function", "waiting"
# Of a function that is given with a mistake, and that nobody has touched yet.
TO_MEND = "to mend"
MARKS = {Status.PASS: "✓", Status.BLOCKED: "–", Status.NOT_STARTED: "·", Status.MISSING: "·"}
OTHER_MARK = "✗"
SCORE = "{points} of {total} points"
# Stands above the labs of a week, or of a date.
WEEK, WEEK_DUE, DUE = "Week {week}", "Week {week}, due {when}", "Due {when}"
# What stands before the numbers of a card.
EXPECTED, GOT, ALLOWED = "expected", "got", "allowed"

# What became of a function that says nothing of its numbers.
STOPPED_BY = {
    Status.TIMEOUT: "It was stopped after {seconds:.0f} seconds. Which of your loops may never end?",
    Status.MEMORY: "It asked for more memory than there is. What grows with every round of your loop?",
    Status.CRASH: "Its process ended before it could answer ({detail}). Is there an exit in your code?",
    Status.PROTOCOL: "The report of this check is not one ({detail}). Does your code write to files that it did not open?",
    Status.INFRA: "The checker itself failed ({detail}). This is not your mistake, and your work is safe: run it again.",
    Status.REFUSED: "It was refused: {detail}.",
}
# Of a failure that stays, where it is run again.
DEFECTIVE = (
    "The checker itself failed ({detail}). This is not your mistake, and your work is safe: whoever "
    "looks after this lab "
    "has to mend it."
)
# Of a function whose time was over: by the word that the line begins with at which it was.
STILL_RUNNING = {
    "while": "It was still running after {seconds:.0f} s, {where}. What ends this loop, and does it ever come to that?",
    "for": "It was still running after {seconds:.0f} s, {where}. How many rounds is this loop to make?",
    "": (
        "It was still running after {seconds:.0f} s, {where}. What does this line wait for, or how much is "
        "it asked to do?"
    ),
}
HERE, IN_LINE = "here", "in line {line}"

DEFECT = "this failed on our side, and no student's work is at fault: {line}"
OUR_FAILURE = "this is a failure of the checker itself ({problem}), and not yours; the lines above say where it is"
CANNOT_BE_IMPORTED = "the file cannot be imported"
WHOLE_FILE = "the whole file"
# In what inputs are other than the tutorial's. Where a class is graded nobody is told.
OTHER_INPUTS = "With the tutorial's numbers it is right; with {what} it is not."
OTHER_INPUTS_HIDDEN = "other numbers, which are not shown,"
OTHER_NUMBERS = "other numbers"
COLUMNS_OF_SHAPE = Plural("column {names} of shape {shape}", "columns {names} of shape {shape}")
OF_SHAPE, IN_DTYPE = "{names} of shape {shape}", "dtype {dtype}"
AND = "{first} and {last}"
# Of a counterexample: a line of Python, and behind it what is right and what came.
SMALL_ENOUGH = "A small case, ready to be pasted at a prompt:"
YOURS, STOPS_WITH, NOTHING, SHAPE = "yours {got}", "stops with {what}", "nothing", "of shape {shape}"

NEXT_WRITE = "Next: write {function} in {place}"
NEXT_MEND = "Next: {place}, {function}"
NEXT_AS_GIVEN = "Next: mend {function} in {place}, which is given with a mistake in it"
STUCK = "Stuck? gradkit hint {name}"
STUCK_IN_NOTEBOOK = "Stuck? from autograder import hint, and then: hint('{name}')"
TRY = "Have a prompt with it: gradkit try {name}"
TRY_WRONG = "{names}: what {function} was given where it is not right yet."
TRY_OTHERWISE = "{names}: what {function} is given in the tutorial."
TRY_READY = "Ready to be typed, and at a terminal the up arrow brings it: {call}"
LEAVES, LEAVES_ON_WINDOWS = "Ctrl-D", "Ctrl-Z and Return"
TRY_ENDS = "Your functions are here too, as they are in {path} now. {key} ends it."
NOT_ALL_CHECKED = "Not everything could be checked, which is none of your doing. What could be is right."
ALL_DONE = "Everything passes. There is more than one right way: gradkit solution {lab} shows another."
ASKED_DONE = "What you asked about passes. gradkit says what is next."
HINT = "{name}, hint {rung} of {rungs}"
HINT_OF_MISTAKE = "{question}\nResults like yours are those of people who {habit}."
HINT_BY_PATTERN = "{about}\nThis is not your function, and it runs as it stands:\n\n{code}"
NO_MORE_HINTS = "That was the last hint. The docstring of {function} says exactly what is returned."
NO_PICTURE = "no {file}: {function} {status}; type: pytest autograder/ --lab {lab}.{function}"
# What became of a function that would have been drawn.
NOT_DRAWN = {
    **STATUS_WORDS,
    Status.FAIL: "returns something else than its docstring promises",
    Status.PROTOCOL: "broke its report",
    Status.NOT_STARTED: "is not written yet",
    Status.INFRA: "could not be run, which is the checker's own trouble",
}
NO_CELL = "No cell of this notebook defines {function}. Run the cell that defines it, and then this one again."
CELL = "In [{cell}], line {line}"
ALT_TEXT = "{title}: your numbers beside the reference's"

WATCHING = "Watching {folder}. Save a file, and it is checked."
KEYS = "Keys: n next, h hint, l list, r reset, p picture, q quit"
NO_KEYS = "No terminal, so no keys: Ctrl-C ends it."
CHECKING = "checking…"
DRAWING = "drawing…"
NOW_RIGHT = "✓ {function} is right."
SOLVED = "✓ {function}, {points}."
POINTS = Plural("1 point", "{count} points")
NEXT = "Next: {function}, {place}"
STUCK_KEY = "Stuck? Press h."
OR_RESET = ", or press r"
YOUR_PICTURE = "Your picture: {path}"
LAB_DONE = "This lab is done. n takes you to the next."
YOUR_LOSSES = "Your losses, beside the reference's: {path}"
# The end of a lab.
END = "✓ {title}: all {count} functions, {points} points."
END_QUESTION = "To answer in your own words: {question}"
END_TUTORIAL = "To read on: {tutorial}"
END_COMPARE = "To compare with: gradkit solution {lab}"
END_COMPARE_IN_NOTEBOOK = "To compare with: from autograder import solution, and then: solution('{lab}')"
SOLUTION_NOT_YET = "the solution of {lab} opens when all of it passes; still to do: {functions}"
SOLUTION_SHUT = (
    "{lab} passes, but on numbers that are in no file it does not: its solution stays shut. "
    "Does your code hold a number that belongs to the check?"
)
# The end of all labs.
THE_END = """\
  ·
    ·
       ·
            ·
                    ·        ·  ✓   {points} of {points} points

That was everything, checked once more: {functions} functions in {labs} labs, on the tutorials' numbers and on others."""
YOU_KNOW = "What you know now:"
READ_ON = """\
Read on: gradkit solution LAB shows another right way, and pytest autograder/ --lab LAB the question that each ends with.
Then the tutorials that each lab names. You know now what they do, and why."""
WATCH_ENDS = "Stopped watching. gradkit watch goes on where you were."

# What is taken for a yes.
YES = "y yes"
RESET_ASK = "Put the stub of {lab} back? Your file is kept as {kept}. [y/N]"
ONE_MORE_HINT = "One more: gradkit hint {name}"
RESET_NEW = "{path} was not there. It is the stub now."
RESET_DONE = "{path} is the stub again. Your file is kept as {kept}."
RESET_NOTHING = "{path} is the stub already. Nothing was changed."
RESET_NOT_DONE = "Nothing was changed."

HOW_MANY = "  labs         {labs}, {checks} checks"
DEVICES, ISOLATION = "devices", "isolation level {level}: {meaning}"
LEVELS = {
    "A": "held in by every mechanism",
    "B": "held in, but without namespaces",
    "C": "a process and a clock. This is feedback, not a grade",
}
DEVICE_FOUND = "torch computes on it"
NO_DEVICE = "not on this machine"
NO_PACKAGE = "missing: type {install}"
TRIED = "{act.held_by}; tried: {act.tried}"
FORKED = "workers are forked from one warm process"
SPAWNED = "workers are started anew for every check, which takes seconds each"
