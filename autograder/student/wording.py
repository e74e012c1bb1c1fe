"""Every sentence that the kit says to a person, in one place. Each says what to do next, none gives an answer away."""

from autograder.judge.status import Status

AS_GIVEN = "This is still the version with the defect, as it was given to you. What does it do, and what should it do?"
PRINTED = "printed while it ran:"
MORE_PRINTED = "… and {lines} lines more"
UNNAMED = "Compare the first number that differs with one that you work out by hand."

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
MARKS = {Status.PASS: "✓", Status.BLOCKED: "–", Status.NOT_STARTED: "·", Status.MISSING: "·"}
OTHER_MARK = "✗"

TIMEOUT = "It was stopped after {seconds:.0f} seconds. Which of your loops may never end?"
MEMORY = "It asked for more memory than there is. What grows with every round of your loop?"
CRASH = "Its process ended before it could answer ({detail}). Is there an exit in your code?"
PROTOCOL = "The report of this check is not one ({detail}). Does your code write to files that it did not open?"
INFRA = "The checker itself failed ({detail}). This is not your mistake, and your work is safe: run it again."
DEFECT = "this failed on our side, and no student's work is at fault: {line}"
OUR_FAILURE = "this is a failure of the checker itself ({problem}), and not yours; the lines above say where it is"
REFUSED = "It was refused: {detail}."
MISSING_FILE = "There is no {path}. Type: gradkit reset {lab}"
MISSING_FUNCTION = "There is no function called {name} in your file. Was it renamed or deleted?"
IMPORT_FAILED = "Your file cannot be imported, so none of its functions can be checked."
# What an exception means, for those who meet it for the first time: the first pattern that is found in "Class: text".
ERRORS = (
    (
        r"FileNotFoundError|Operation not permitted|Permission denied|File too large|No space left|can't start new thread",
        "Checked code has its arguments and a small folder: no other files, no network, no other program. "
        "Can this line do without?",
    ),
    (
        r"backward through the graph a second time",
        "backward() frees what it walked through. Which part of your computation is older than this round of the loop?",
    ),
    (
        r"does not require grad and does not have a grad_fn",
        "backward() finds no parameter that wants a gradient. Where on the way from w to the loss was the trail cut?",
    ),
    (
        r"leaf Variable that requires grad is being used in an in-place",
        "PyTorch does not let you change a parameter while it watches. Under which `with` does an update belong?",
    ),
    (
        r"modified by an inplace operation",
        "Something that backward() still needs was changed. What changes between the loss and its backward()?",
    ),
    (
        r"grad can be implicitly created only for scalar",
        "backward() starts from a single number. What turns all your errors into one?",
    ),
    (
        r"NoneType.*(\*|-|\+|zero_|data)|(\*|-|\+|zero_|data).*NoneType|bad operand type for unary -: 'NoneType'",
        "Something here is None. A .grad is None until backward() has filled it, and for what is no leaf it stays None.",
    ),
    (
        r"Only Tensors of floating point",
        "A gradient needs numbers with a fraction. Which of your parameters was made from whole numbers?",
    ),
    (
        r"mat1 and mat2 shapes|size mismatch|inconsistent tensor size|shapes cannot be multiplied|mat2 must have the same",
        "In a product the inner sizes must agree. What are the two shapes, and which of them has to be turned?",
    ),
    (
        r"must match the size of tensor|shape mismatch|could not be broadcast",
        "These two shapes do not fit together. Write both down: along which axis do they differ?",
    ),
    (
        r"Can't call numpy\(\) on Tensor that requires grad",
        "NumPy cannot carry gradients. Do you need only the numbers here?",
    ),
    (
        r"Expected all tensors to be on the same device",
        "Two of your tensors live on different devices. Which one did you make yourself, and where?",
    ),
    (
        r"same dtype|expected scalar type|Found dtype",
        "Two of your tensors have different dtypes. Which one did you make yourself, and with which dtype?",
    ),
    (r"EOFError", "input() waits for somebody to type, and nobody is there. Where should this value come from?"),
    (r"SystemExit|KeyboardInterrupt", "Your function ends the program that called it. What should it return?"),
    (r"RecursionError", "Your function calls itself without an end. When should it stop?"),
    (r"ModuleNotFoundError", "This library is not here. Is its name spelt right, and do you need it?"),
)
STOPPED = "Your function stopped at this line. What does each name in it hold by then?"
CANNOT_BE_IMPORTED = "the file cannot be imported"
WHOLE_FILE = "the whole file"
HIDDEN_UNFIT = "another kind of value than on the published case (it is not shown: nor are these inputs)"
HIDDEN_NAME = "an exception of your own or of a library"
HIDDEN_TEXT = "(what it says is not shown: it happened on inputs that are not shown either)"
FRESH = "The published case is right. This happened on other inputs, which are not shown."
PROMISED = "The docstring promises this, whichever way you choose to keep it."
UNFIT = "What came back is not what was promised. The docstring says what the function returns."

NEXT_WRITE = "Next: write {function} in {place}"
NEXT_MEND = "Next: {place}, {function}"
STUCK = "Stuck? gradkit hint {name}"
NOT_ALL_CHECKED = "Not everything could be checked, which is none of your doing. What could be is right."
ALL_DONE = "Everything passes. Compare your way with solutions/, if you have it: there is more than one right way."
NO_MORE_HINTS = "That was the last hint. The docstring of {function} says exactly what is returned."

BAD_ARGUMENTS = "{problem}; type: {command} --help"
NO_SUCH_FOLDER = "there is no folder {path}; name the folder that holds your .py files: --submission FOLDER"
NO_LABS_THERE = "{path} holds no lab; name a folder that holds one of {labs}: --submission FOLDER"
NO_SUCH_LAB = "there is no lab {name}; type one of {labs}"
NO_SUCH_FUNCTION = "lab {lab} has no function {name}; type one of {functions}"
NO_SUCH_DEVICE = "--device {name}: torch finds no such device on this machine; type --device cpu"
NO_SUCH_DEVICE_NAME = "--device {name}: type one of cpu, cuda, mps, auto"
HINT_NEEDS_FUNCTION = "a hint is for one function; type for example: gradkit hint {example}"
NO_PICTURES = "{name} has no picture; type: gradkit plot followed by one of {labs}"
NO_STEPS = "{name} has no picture of single steps; type: gradkit plot {name}"
NO_SUCH_STEP = "--step {number}: type a number from 0, the start, to {last}"
NO_PICTURE = "no {file}: {function} {status}; type: gradkit check {lab}.{function}"
# What became of a function that would have been drawn.
NOT_DRAWN = {
    Status.FAIL: "returns something else than its docstring promises",
    Status.ERROR: "stopped with an error",
    Status.TIMEOUT: "did not finish",
    Status.MEMORY: "ran out of memory",
    Status.CRASH: "ended its process",
    Status.PROTOCOL: "broke its report",
    Status.REFUSED: "was refused",
    Status.NOT_STARTED: "is not written yet",
    Status.INFRA: "could not be run, which is the checker's own trouble",
}
CANNOT_WRITE_PICTURES = "{path} cannot be written ({reason}); name another folder: {option} FOLDER"
RESET_NEEDS_ANSWER = "reset asks before it replaces a file, and nobody can answer here; type: gradkit reset {lab} --yes"
CANNOT_READ = "{path} cannot be read ({reason}); check the file and try again"
CANNOT_WRITE = "{path} cannot be written ({reason}); nothing was changed"

AMBIGUOUS_FUNCTION = "{name} is in more than one lab; type one of {names}"
NO_SUCH_CHECK = "there is no lab and no function {name}; type for example check('{example}')"
NOT_A_CHECK = "check takes the name of a function between quotes; type for example check('{example}')"
NO_SUCH_SOURCE = "{path} cannot be read ({reason}); name the .py file that holds {lab}"
NO_CELL = "No cell of this notebook defines {function}. Run the cell that defines it, and then this one again."
CELL = "In [{cell}], line {line}"
ALT_TEXT = "{title}: your numbers beside the reference's"

WATCHING = "Watching {folder}. Save a file, and it is checked."
KEYS = "Keys: n next, h hint, l list, r reset, q quit"
NO_KEYS = "No terminal, so no keys: Ctrl-C ends it."
LAB_DONE = "This lab is done. n takes you to the next."
YOUR_LOSSES = "Your losses, beside the reference's: {path}"
THE_END = """That was everything, checked once more: every function, on the tutorials' own numbers and on others.
Read on: your way beside solutions/, then the tutorials that each lab names. You know now what they do, and why."""
WATCH_ENDS = "Stopped watching. gradkit watch goes on where you were."
RESET_ASK = "Put the stub of {lab} back? Your file is kept as {kept}. [y/N] "
ONE_MORE_HINT = "One more: gradkit hint {name}"
RESET_NEW = "{path} was not there. It is the stub now."
RESET_DONE = "{path} is the stub again. Your file is kept as {kept}."
RESET_NOTHING = "{path} is the stub already. Nothing was changed."
RESET_NOT_DONE = "Nothing was changed."
LEVELS = {
    "A": "held in by every mechanism",
    "B": "held in, but without namespaces",
    "C": "a process and a clock. This is feedback, not a grade",
}
MARGINS = "the nearest known mistake of each check, in tolerances (at least {least:.0f})"
MUTANT_UNIT = " mutants"
MUTANTS = "{lab}: {mutants} mutants, {refused} refused, {same} compute the same"
MUTANT_PASSES = (
    "  ✗ {mutant.function}: `{mutant.was}` became `{mutant.becomes}` and passes. Is this the same, or a hole in the check? "
    "See to the check, or explain it in solutions/{mutant.lab}.mutants.toml"
)
TRIED = "{act.held_by}; tried: {act.tried}"
HAS_A_DEFECT = "has a defect, told above"
BY_PROMISE = "judged by what it promises, and the solution keeps that"
NO_MISTAKE = "no known mistake"
TOO_NEAR = "too near: change the cases, so that it shows"
RAISES = "{slug} ends in an exception: mend it in mistakes.py"
NO_QUESTION = "{slug} has no question: give it one in labs/misconceptions.toml"
FORKED = "workers are forked from one warm process"
SPAWNED = "workers are started anew for every check, which takes seconds each"

# The student's page.
FEEDBACK_TITLE = "{student}: feedback"
SCORE = "{points} of {total} points"
ALL_RIGHT = "Everything passes. Now read your way beside somebody else's: there is more than one right way."
NOTHING_YET = "Nothing has been written yet. Begin with {function}: its docstring says what it returns."
GO_ON = "Right so far: {passed} of {checks} functions. Go on with {function}."
HAND_IN = "Right so far: {passed} of {checks} functions. Hand in {lab}.py next."
WAITS = (
    "It waits for {function}, which it calls. It may be right already.",
    "They wait for {function}, which they call. They may be right already.",
)
NOT_BEGUN = (
    "Not written yet. Its docstring says what it returns.",
    "Not written yet. Their docstrings say what they return.",
)
NO_FILE = "There was no {lab}.py among what you handed in."
NOT_SHOWN = (
    "The published case is right. This happened on other inputs, which are not shown: does your function hold for any?"
)
AROUND = "{of}: expected, and yours"
FIRST_PARTING = "here they part"
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
TRY_AGAIN = (
    ("Save, and check that one function:", "gradkit check {name}"),
    ("Stuck? Hints come one rung at a time:", "gradkit hint {name}"),
    ("Or let every save be checked while you work:", "gradkit watch {lab}"),
)
FRESH_TOO = (
    "Every function was run on the published case and on other inputs, which are not shown. What is not right yet can "
    "still become right: mend one function at a time, and hand in again if your course allows it."
)
FEEDBACK_HOW = "Graded with gradkit {version} on {device}, isolation level {level}."

# The class page.
CLASS_TITLE = "The class: {labs}"
CLASS_SUMMARY = "{students} students, {checks} checks. The middle score is {median} %, {full} have every point."
NO_MISCONCEPTIONS = "No mistake that has a name was made."
NOBODY_STRANGE = "None: every check ended in a pass, a fail, or has not been begun."
MORE_NAMES = "and {count} more, in the table"
NO_REPORT_ROWS = "{path} holds no results; type: gradkit grade SUBMISSIONS --out {path}"
CANNOT_WRITE_REPORT = "{path} cannot be written ({reason}); free some space or name another folder, and try again"
BROKEN_RESULTS = "{path} cannot be read ({reason}); type: gradkit grade SUBMISSIONS --out {folder}"

# Exports.
NO_SUCH_FORMAT = "--to {name}: type one of {names}"
NO_GRADEBOOK = "there is no gradebook at {place}; in the course's folder type: nbgrader generate_assignment {lab}"
GRADEBOOK_NEEDS_DRIVER = (
    "the gradebook {place} cannot be opened ({reason}); for PostgreSQL type: pip install 'psycopg[binary]', and begin "
    "c.CourseDirectory.db_url in nbgrader_config.py with postgresql+psycopg://"
)
GRADEBOOK_UNUSABLE = (
    "the gradebook {place} cannot be used ({reason}); see to its server, or to c.CourseDirectory.db_url in "
    "nbgrader_config.py, and type the same again"
)
BROKEN_SETTINGS = "nbgrader_config.py cannot be read ({reason}); mend it, and type the same again"
NOT_RELEASED = "the gradebook has no assignment {lab}; type: nbgrader generate_assignment {lab}"
NO_GRADES = "there is no {path}; type: gradkit grade SUBMISSIONS --out {folder}"
EXPORT_UNSETTLED = (
    "students whose checks could not all be run: {count}. It is not their fault: type gradkit grade SUBMISSIONS --out "
    "{folder}, which tries them again, and export again"
)
GRADESCOPE_INFRA = "Some checks could not be run. That is the checker's trouble and not yours: they will be run again."
# gradkit grade
SUBMISSION_UNIT = " submissions"
PROGRESS = "{done} of {total} submissions, {rate:.1f} per second, {taken} so far, {left} left"
GRADED = (
    "{students} student, {labs}: {points} of {most} points",
    "{students} students, {labs}: {points} of {most} points",
)
ISOLATED = "  isolation {level} ({meaning}): {checks} checks"
# What a status is called where many are counted.
IN_TABLE = {
    Status.PASS: Status.PASS,
    Status.FAIL: Status.FAIL,
    Status.ERROR: Status.ERROR,
    Status.TIMEOUT: Status.TIMEOUT,
    Status.MEMORY: Status.MEMORY,
    Status.CRASH: Status.CRASH,
    Status.PROTOCOL: Status.PROTOCOL,
    Status.REFUSED: Status.REFUSED,
    Status.NOT_STARTED: "not started",
    Status.BLOCKED: "waiting for another",
    Status.MISSING: Status.MISSING,
    Status.INFRA: "infra (could not be checked)",
}
MISSING_IN_CLASS = "There is no {lab}.py and no {lab}.ipynb in this student's folder."
LEFT_OUT = "left out, as no student's folder: {names}"
WITHOUT_LABS = (
    "students with no lab in their folder, who are in none of the files: {count}; "
    "with --lab LAB they are in them, as missing"
)
GONE = "graded before and in the class no longer, so left out of the files: {names}"
DUE_NEW = "{lab}: {count} to be graded for the first time"
DUE_AGAIN = "{lab}: {count} to be graded again, because of what has changed: {changed}"
DUE_UNSETTLED = "{lab}: {count} to be graded again, because they could not be checked"
# The parts of what a verdict rests on.
CHANGED = {
    "file": "the file",
    "lab_files": "the lab (points, probes, cases, properties or mistakes)",
    "solution": "the solution",
    "kit": "gradkit itself",
    "seed": "the seed",
    "device": "the device",
    "limits": "the limits",
    "round": "nothing: --force was typed",
}
LEFT_OLD = (
    "left as they are: {count}, whose verdicts rest on something older; "
    "without --student and --only they are graded again"
)
NOTHING_DUE = (
    "nothing to grade: {count} lab has its verdict already, and nothing that it rests on has changed; "
    "--force grades it again",
    "nothing to grade: {count} labs have their verdicts already, and nothing that they rest on has changed; "
    "--force grades them again",
)
WENT_UP = "  went up ({count}): {names}"
WENT_DOWN = "  went down ({count}): {names}"
COURSE_FILE = "{problem}; mend the file, or type --seed S"
NO_SUCH_STATUS = "--only {name}: type some of {names}, with commas between them"
NO_SUCH_STUDENT = "--student {name}: there is no such student in the class; there is {near}"
AND_MORE = "and {count} more"
INTERRUPTED = "stopped; {left} submissions are left. What was graded is kept: type the same again to go on"
CLUSTER_LOST = "--cluster {address} is gone ({reason}); {left} submissions are left. Type the same again to go on"
CLASS_UNREADABLE = "{problem}"
LEDGER_IN_USE = "another run is writing to {folder}; wait for it, or type another --out FOLDER"
LEDGER_UNUSABLE = "{folder} cannot hold the ledger ({reason}); type another --out FOLDER"
LEDGER_DAMAGED = (
    "the ledger in {folder} is damaged ({reason}), and is left as it is; "
    "type another --out FOLDER to grade the class anew"
)
LEDGER_HALTED = "{folder} takes no more ({reason}). What was graded before is kept: make room, and type the same again"
WEAK_ISOLATION = (
    "this machine does not hold student code in well enough to grade strangers (level C; not held: {missing}); "
    "to grade all the same, add --accept-weak-isolation"
)
NOT_POSITIVE = "{option} {value}: type a number greater than 0"
BAD_LIMIT = "--limit {text}: type a limit and a whole number, as in memory=2GiB or inodes=5000; there are {names}"
LESS_THAN_A_CHECK = "--submission-seconds {value} is less than one check may take; type {seconds} or more"
BAD_SEED = "--seed {value}: type a whole number from 0 to {largest}"
NO_CLUSTER_EXTRA = "--cluster needs Dask distributed; type: pip install 'gradkit[cluster]'"
CLUSTER_UNUSABLE = "--cluster {address} cannot grade ({reason}); type the address of a Dask scheduler with workers"
# An nbgrader course.
NOTEBOOK_HOW = """Run the cells from top to bottom. A cell that says `raise NotImplementedError` is yours to write. Where a
function is there already, it holds a mistake, as in the tutorial that it comes from: mend it. The cell below each function
checks it and shows what differs. Cells with pictures draw what *your* functions return, so they stop with an error until
those are written. Come back and run them again."""
# Above a student's text in nbgrader's pages.
AS_TYPED = "This is shown as it was typed. As formatted text it might do more in a browser than be read."
COURSE_NEEDS_NBGRADER = (
    "a course needs nbgrader, which is not installed; type: pip install -e '.[instructor]' -c constraints.txt"
)
COURSE_NEEDS_SOLUTIONS = (
    "there is no {path}, and a course is made from the solutions; use the instructor's copy of the kit"
)
COURSE_CHANGED = (
    "nothing was written, because these are not as gradkit would write them: {files}; to have them replaced, and the old "
    "ones kept in a folder of their own, type: gradkit course {folder} --overwrite"
)
CANNOT_WRITE_COURSE = "{path} cannot be written ({reason}); name a folder for the course: gradkit course FOLDER"
COURSE_NOTHING = "{folder} is as gradkit would write it. Nothing was changed."
COURSE_KEPT = "Replaced files: {count}. What they were is kept in {kept}."
COURSE_NEXT = "Next: cd {folder} && nbgrader generate_assignment {lab}"
KIT_WRITTEN = "{path}: {files} files, {kilobytes} kB. Hand it to your students; its README.md says what to type."
KIT_NEEDS_ZIP = "{name} is no .zip; type: gradkit kit gradkit.zip"
KIT_NEEDS_SOLUTIONS = "a student's kit is made from solutions/, which is not here; type this where the whole kit lies"
KIT_EXISTS = "{path} is there already; name another file, or delete that one"
KIT_NOT_MADE = "no kit was made, because {reason}; mend that and try again"
CANNOT_WRITE_KIT = "{path} cannot be written ({reason}); name another file"
ONLY_IN_FULL_KIT = "{command} is for instructors and not in a student's kit; type: gradkit --help"
