"""What `gradkit explain` says to instructors. What students read of it stands with their pages."""

OTHER_VERDICT = (
    "the verdict today is another than the one in the ledger, of which gradkit grade takes care, typed again"
)
OTHER_VERDICT_UNCHANGED = (
    "the verdict today is another than the one in the ledger, and nothing that it rests on has changed"
)
NO_LEDGER = "{folder} holds no ledger, and so no files to run again; type: gradkit grade SUBMISSIONS --out {folder}"
ONE_FUNCTION = "{name} is a whole lab; type one of its functions: {names}"
NOT_KEPT = (
    "the file of {student} was graded before files were kept, and cannot be run again; "
    "type gradkit grade SUBMISSIONS --out {folder} --force --student {student}, and try again"
)
LIMITS_UNREADABLE = (
    "the limits that {folder} keeps cannot be read ({limits}); type: gradkit grade SUBMISSIONS --out {folder}"
)
FOREIGN_FILE = "{path} is there already, and is no page of gradkit; name another file"
CANNOT_WRITE = "{path} cannot be written ({reason}); name another file"
NO_FOLDER = "there is no folder {path}; name a file in one that is there"

# How a verdict is summed up.
WITH_NAME = "{words}, {name}, {points} of {most} points"
WITHOUT_NAME = "{words}, {points} of {most} points"
SAME = "Run again just now: the same verdict, and nothing that it rests on has changed."
SAME_THOUGH = "Run again just now: the same verdict, though what it rests on has changed since: {changed}."
OTHER = "Run again just now, the verdict is ANOTHER: {now}. In the ledger it is: {then}."
SINCE = "What has changed since: {changed}."
OTHER_UNCHANGED = (
    "Nothing that a verdict rests on has changed. So it hangs on what is never twice the same: the time that it takes "
    "({before:.1f} s then, {now:.1f} s now, {allowed:g} s allowed), a clock, random numbers of its own, or the machine "
    "(isolation {level_before} then, {level_now} now)."
)
OTHER_NUMBERS = "Its numbers or words are others than they were: in the ledger there is"
COULD_NOT_BE_RUN = "It could not be run today, through no fault of the student's: {detail}"
NOTHING_TO_RUN = "There is nothing to run again."
BY_HAND = "By hand: {name}, {what}, by {who} on {when}: {why}{since}"
EARLIER = "This is an earlier attempt, which counts: something else was handed in since."

WHAT_THE_STUDENT_READS = "What the student reads"
WHY_RIGHT, WHY_NAMED, WHY_UNNAMED = "Why it is right", "Why it is called {name}", "Why it has no name"
LINES = "The lines, in {file}"
CASE = "Case {number} of {count}, {sort}: {became}"
PUBLISHED, FRESH = "the tutorial's", "fresh, and shown to no student"
PRINTED = "What it printed on the tutorial's numbers"
HOW = "How it was run"

# Why there is a name, or none.
ALL_WITHIN = (
    "Every number of every case is near enough: the farthest is {distance} tolerances away, in case {number}, "
    "and 1 is allowed."
)
KEEPS_ALL = "There are many right answers here, and this one keeps every promise in all {count} cases."
EXPLAINS_ALL = (
    "Every number of all {count} cases is what this mistake makes of it: the farthest is {distance} tolerances away, "
    "and 1 is allowed."
)
WHO_DOES = "Results like these are those of people who {habit}."
AT_A_RATE = (
    "Every number of all {count} cases is what the solution makes of it with the rate {rate:.7g}, whatever it is given."
)
HARD_CODED = "All is right on the tutorial's numbers, and on each of the fresh ones it is something else."
ALL_FIT = "The numbers of several mistakes are these ({names}), so none of the names is given."
NONE_FITS = (
    "A name is given where a known mistake makes all the numbers of all {count} cases. Of those known here ({known}) "
    "none does."
)
NONE_KNOWN = "No known mistake is there to be compared with."
IS_RELATED = "Its first wrong number is {got} {relation}"
STOPPED_BEFORE = (
    "A name is given to numbers, and only where every case came to its end: case {number} of {count} did not."
)
NO_NUMBERS = "A name is given to numbers, and there are none: it {words}."
WAITS = "It calls {function}, which has not passed either. It is not looked into before that has."
AS_GIVEN = "It is the version with the defect, as it was given."
MISTAKE_DEFECTIVE = "A known mistake of this lab has a defect, so none was compared: {line}"
MISTAKES_HEAD = ("known mistake", "numbers alike", "the farthest, in tolerances", "where it parts from it")
ALIKE = "{count} of {all}"
FARTHER = "Farther away: {names}"
PARTS = "case {number}, {what}: it makes {theirs}, here it is {mine}"
PARTS_STOPPED = "case {number}, which did not come to its end"
THE_SOLUTION = "(the solution)"
THE_SOLUTIONS = "the solution’s"

# Beside what the run was made with.
FILE, ID, NOTE, IN_DOWNLOAD, DIGEST = "file", "student’s id", "noted", "in the download", "SHA-256"
HANDED_IN, DUE, LATE, THE_LAB = "handed in", "due", "marked late where it came from", "the lab counts"
SEED, DEVICE, ISOLATION, SECONDS = "seed, for you alone", "device", "isolation level", "seconds"
LIMITS, KIT, OTHERS = "limits", "gradkit", "the lab today"
COUNTS, COUNTS_LATE = "{score} of {most} points", "{score} of {most} points, {penalty} less because it was late"
TOLERANCE = "allowed"
TOLERANCE_IS = (
    "{relative:g} of a number's size (of the largest in its tensor, where it is in one) and {absolute:g}; or {multiple:g} "
    "times what rounding did to the solution itself, where that is more"
)
THEN_AND_NOW = "{then} in the ledger, {now} today"
FOR_INSTRUCTORS = "For instructors: this page holds inputs that no student is shown. --for-student makes one without."
