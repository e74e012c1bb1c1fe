"""Every sentence that instructors read: each says what to do next.

What options are for stands with the options, what students read with their pages.
"""

from autograder.judge.verdict import Status

# The class page.
CLASS_TITLE = "The class: {labs}"
CLASS_SUMMARY = "{students} students, {checks} checks. The middle score is {median} %, {full}."
WITH_FULL = ("1 student has every point", "{count} students have every point")
SCORES_OF_ALL = "Scores are shares of the {most} points of all these labs; a lab that was not handed in brings none."
NO_MISCONCEPTIONS = "No mistake that has a name was made."
NOBODY_STRANGE = "None: every check ended in a pass, a fail, or has not been begun."
TALKS = ("{count} pair is worth a talk", "{count} pairs are worth a talk")
TALK_TITLE = "Worth a talk"
TALK_ABOUT = (
    "Each of these pairs has the same wrong numbers, and code behind them that is close and that hardly anybody else in "
    "the class wrote. That proves nothing: people learn together, have one tutor, find one page. Let each of the two tell "
    "you how the function works. This page is for you alone: it is in no feedback and no export."
)
TALK_MARKED = "Marked: what both have and few others."
TALK_LEFT_OUT = "Some code could not be compared"
TALK_WHY = (
    "These students have the same wrong numbers as somebody else, in a function that is no plain definition, is very long "
    "or needs too long to be read. Look at it yourself."
)
MORE_NOTES = "and {count} more, which stand on their students' pages"
MORE_NAMES = "and {count} more, in the table"
# Failures without a name.
DIFFERS = "{what}: {got} in place of {expected}"
OFF_BY = ", off by {off}"
AS_GIVEN = "still as it was given, with the mistake that is to be found"
FILE_TAG = "file"
FRESH_ALONE = "With the published numbers it is right; with fresh ones it is not."
DOUBT = (
    "More students than have it right fail in this very way. Is it the solution that is wrong, or the exercise unclear?"
)
EXPLAINED = "All that led to one of them: gradkit explain DIR STUDENT LAB.FUNCTION"
NO_CLUSTERS = "No two students fail in the same way without a name for it."
ALONE = (
    "1 failure more is nobody else's; the student's own page has it.",
    "{count} failures more are nobody else's; the students' own pages have them.",
)
# What a lesson can begin with.
NO_THINGS = "No mistake is made by two students or more."
THINGS = {
    0: "For tomorrow",
    1: "One thing for tomorrow",
    2: "Two things for tomorrow",
    3: "Three things for tomorrow",
}
THINGS_WHY = "The mistakes that most students make. Shown large, a question fills the screen and names nobody."
POINTS_AT_STAKE = "{points} points hang on it"
TWO_OF_THE_CLASS = "Two descents of this class from the same start: one is right, the other makes this mistake."
ONE_OF_THE_CLASS = "A descent of this class that makes this mistake, and the reference's from the same start."
THEY_PART = "They part at update {step}."
IT_LEAVES = "The one that is not right leaves the picture with update {step}."
NOT_LOOKED_AT = "Dashed: steps in between that were not looked at."
EXCUSED = "excused"
IS_RIGHT, IS_WRONG, PART_HERE, LOWEST = "right", "not right", "here they part", "the lowest point"
# Who needs their teacher, and why.
NEEDS = {
    "missing": "Handed in nothing",
    "refused": "Handed in what was refused, and so was not run",
    "file": "Handed in a file of which nothing can be run",
    "idle": "Handed in files in which nothing is begun",
    "stuck": "Have begun a lab in which nothing is right yet",
    "ended": "Have code that ran out of time or memory, or ended its process",
    "ours": "Could not be checked, which is not their fault: type gradkit grade again",
    "fell": "Have fewer points than with what they handed in before",
}
NEED_NOBODY = "Nobody: everybody has begun, gets something right, and has not fallen back."
FELL = "{before} → {now}"
# Since the last hand-in.
HANDED_IN_AGAIN = (
    "1 lab was handed in again: {up} with more points, {down} with fewer, {same} with as many as before.",
    "{count} labs were handed in again: {up} with more points, {down} with fewer, {same} with as many as before.",
)
MENDED = "{slug}: of {count} who made it, {mended} no longer do."
ADDRESSES, NAMES_TO_COPY = "mail addresses", "names, to copy"
WITHOUT_SECTION = "in no section"
NO_REPORT_ROWS = "{path} holds no results; type: gradkit grade SUBMISSIONS --out {path}"
CANNOT_WRITE_REPORT = "{path} cannot be written ({reason}); free some space or name another folder, and try again"
BROKEN_RESULTS = "{path} cannot be read ({reason}); type: gradkit grade SUBMISSIONS --out {folder}"

# What a person decides over a verdict: gradkit override, and what is shown of it.
NOT_IN_CLASS = "{name}: there is no such student in {folder}; there is {near}"
SEVERAL_CALLED_SO = "{name}: {count} students are called so; type the id of one: {names}"
NOT_GRADED = "{student} has no verdict on {name}; there is {names}"
NOT_POINTS = "--points {value}: type a number from 0 on, as in 2.5"
NOTHING_DECIDED = "--because goes with a decision; type --points P, --excuse or --undo before it"
DECIDED_OF_NOTHING = (
    "name a student and a lab, or a function: gradkit override {folder} STUDENT LAB.FUNCTION --points P --because TEXT"
)
WITHOUT_A_REASON = "--because is missing; say why in a sentence: the log keeps it, and the student reads it"
NOTHING_TO_UNDO = "nothing was given to {student} for {name}; for what was: gradkit override {folder} {student}"
ABOVE_MAXIMUM = "{points} points are more than the {most} that there are; if that is no bonus, type the right number"
DECIDED = "{student}, {name}: {what}, over {status}, {points} of {most} points. {lab}: {before} → {after}"
OF_POINTS = "{points} of {most} points"
VERDICT_COUNTS = "the verdict counts again"
GIVEN_POINTS = ("{points} point", "{points} points")
EXCUSED, UNDONE = "excused", "undone"
LOG_ENTRY = "{number}  {at}  {student}  {name}: {what}, by {by}: {because}"
NAMELESS_USER = "a user without a name"
NOT_IN_FORCE = "counts no longer"
NOTHING_OVERRIDDEN = "nothing was decided by hand"
OTHER_VERDICT = "the verdict has changed since, from {then} to {now} points"
OTHER_FILE = "something else was handed in since: the verdict was {then} points, and is {now} points"
NO_VERDICT_BELOW = "there is no verdict any more"
OVER_ANOTHER = "  given by hand, and to be decided again: {student} {name}, {what} ({since})"
LEDGER_IN_USE_NOW = "a run is writing to {folder}; wait for it, and type the same again"
NO_DECISION = "the ledger in {folder} cannot be used ({reason})"
DECIDED_AND_UNWRITTEN = (
    "what was decided is in the ledger, and {folder} takes no more ({reason}): grades and pages there are older. "
    "Make room, and grade the class again as before: it writes them anew"
)

LATE_TITLE = "Handed in late"
LATE_SUMMARY = ("{count} lab, which cost {points} points.", "{count} labs, which cost {points} points in all.")
LATE_UNKNOWN = "not known"
GIVEN_TITLE = "Given by hand"
TO_BE_DECIDED_AGAIN = (
    "{count} of these was given over another verdict than there is now. Decide again, or undo it.",
    "{count} of these were given over another verdict than there is now. Decide again, or undo them.",
)

# Exports.
QUESTIONS_ARE_NBGRADERS = (
    "--mark-questions is for one format; type: gradkit export {folder} --to nbgrader --mark-questions"
)
NO_SUCH_FORMAT = "--to {name}: type one of {names}"
NO_GRADES = "there is no {path}; type: gradkit grade SUBMISSIONS --out {folder}"
EXPORT_UNSETTLED = (
    "students whose checks could not all be run: {count}. It is not their fault: type gradkit grade SUBMISSIONS --out "
    "{folder}, which tries them again, and export again"
)
OUT_OF_DATE = "{path} is out of date: what it was exported from has changed, and {reason}"
STRANGER_TO_A_TABLE = (
    "not in {path}, because they are not on the roster: {names}; "
    "give them a line in roster.csv, and grade the class again"
)
NOT_IN_CANVAS = (
    "not in {path}, because nothing says who they are in Canvas: {names}; "
    "give them an id (canvas or sis) or a login in roster.csv"
)
NOT_IN_MOODLE = (
    "not in Moodle's files, because what was graded did not come from Moodle, or nothing came: {names}; "
    "enter their grades there by hand"
)
NOT_FROM_MOODLE = (
    "nothing in {folder} came from Moodle, which knows participants by the names of its download: "
    "grade the .zip that 'Download all submissions' gives, and export again"
)
NO_FEEDBACK = "in no zip of feedback, because what they handed in did not come from {lms}: {names}"
EXCUSED_BY_HAND = "excused, which {lms} reads in no table; excuse them there: {names}"

# Deadlines.
TWO_RATES = "gradkit.toml [late] has {names}; leave one of them"
MORE_THAN_ALL = "gradkit.toml [late] at_most is {value} percent, as {name} goes by percent; 100 is all there is"

# A course that nobody named.
COURSE_AMONG_SUBMISSIONS = "the course in {folder} lies among the submissions; go to another folder, or name --course"

# The roster. What begins with a small letter goes on after a file and a line.
ROSTER_EMPTY = (
    "{path} is empty; its first line has the headings: student, and any of name, mail, login, section, canvas_id"
)
ROSTER_NOT_UTF8 = "a character is not UTF-8; save the table as CSV UTF-8"
ROSTER_NO_CSV = "it is no CSV ({reason}); see to the quotation marks there"
ROSTER_WITHOUT_STUDENT = "no heading is student or student_id; there are {headings}"
ROSTER_COLUMN_TWICE = "two columns are both the {name} of a person; leave one of them"
ROSTER_NO_STUDENT = "nobody's id stands there; fill in the column student, or take the line out"
ROSTER_STRANGE_STUDENT = "the id {student} holds what no id needs: a slash, a dot at its beginning, what nobody sees"
ROSTER_TWICE = "{student} stands in line {other} already; take one of the two out"
ROSTER_LONG_LINE = "{cells} cells stand below {headings} headings; put quotation marks around a cell with a comma in it"

ROSTER_SHORT_LINE = "there are {headings} headings, and cells: {cells}; an empty cell needs its separator all the same"
ROSTER_OF_NOBODY = "{path} has headings and nobody below them; write a line for each student"
ROSTER_UNUSED = "columns of the roster that say nothing to gradkit: {names}"
STRANGERS = "not on the roster, so graded under the folder's name and given to nobody: {names}"
DOUBTFUL = "{names}: may be of {people}, so graded under the folder's name and given to nobody{waiting}; {advice}"
WAITING = ", and until it is settled these have no grade there: {names}"
SETTLED_BY_FOLDER = "leave each student one folder, named after their id"
SETTLED_IN_ROSTER = "write into roster.csv, in the line of whose it is (a new one for somebody new): {cells}"
NOT_ON_ROSTER = "not on the roster, or it may be more than one person's there: given to nobody"
HANDED_IN_NOTHING = "on the roster, and nothing of theirs is there: {count} ({names})"
NO_SUCH_STUDENT_HERE = "gradkit.toml gives more time to {name}, who is not on the roster; there is {near}"
EXTENDED_BY_NAME = "gradkit.toml gives more time to {name}, which is no student's id; write {ids}"
MORE_TIME_FOR_NOBODY = "gradkit.toml gives more time to students of whom nothing is there: {names}"
LATE = "  handed in late: {count}, which cost {points} points in all"
MARKED_LATE = (
    "marked as late, and nothing says by how much, so no points are taken off: {names}; "
    "to decide otherwise, type: gradkit override DIR STUDENT LAB --points P --because TEXT"
)
LATE_BY_UNKNOWN = "marked as late, and nothing says by how much: no points were taken off"
POLICY_CHANGED = (
    "gradkit.toml says something else of dates, lateness or attempts than in the last run; grades follow it"
)

EXPORT_OUTSTANDING = (
    "not graded yet, or not again since something changed, and so in no file: {count}. Type gradkit grade SUBMISSIONS "
    "--out {folder}, and export again"
)

# gradkit grade
SUBMISSION_UNIT = " submissions"
PROGRESS = "{done} of {total}{what}, {rate:.1f} per second, {taken} so far, {left} left"
GRADED = (
    "{students} student, {labs}: {points} of {most} points",
    "{students} students, {labs}: {points} of {most} points",
)
ISOLATED = "  isolation {level} ({meaning}): {checks} checks"
# What a status is called where many are counted.
IN_TABLE = {
    **{status: status.value for status in Status},
    Status.NOT_STARTED: "not started",
    Status.BLOCKED: "waiting for another",
    Status.INFRA: "infra (could not be checked)",
}
READ_AS = "{path} is read as what {lms} hands out; students in it: {count}"
LEFT_OUT = "left out, as no student's folder: {names}"
WITHOUT_LABS = (
    "students with no lab in their folder, who are in none of the files: {count}; "
    "with --lab LAB they are in them, as missing"
)
GONE = (
    "graded before and not among what was named now, so left out of the files: {names}. They are kept: name all downloads "
    "at once, or give each lab a folder of its own with --out"
)
DUE_NEW = "{lab}: {count} to be graded for the first time"
DUE_AGAIN = "{lab}: {count} to be graded again, because of what has changed: {changed}"
DUE_UNSETTLED = "{lab}: {count} to be graded again, because they could not be checked"
# The fields of what a verdict rests on.
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
BROKEN_SOLUTION = (
    "{path}, line {line}, is no Python ({reason}); nobody can be graded with it: mend it, and type the same again"
)
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
COURSE_FILE_UNFIT = "{path} cannot be used ({reason})"
COURSE_SEED_UNFIT = "{path}: its seed is not from 0 to {largest}"
COURSE_WITHOUT_SEED = '{path} names no seed; write one into it: seed = "{seed}"'
COURSE_FILE_UNWRITTEN = "{path} cannot be written ({reason})"
COURSE_FILE_TEXT = """\
# What gradkit has to know of this course. Keep it to yourself: who knows the seed can work out the fresh inputs.

# The fresh inputs of every grading are drawn from it, so that the same work gets the same grade next month.
seed = "{seed}"
"""
COURSE_FILE_LABS = """
# The folder of the course whose labs these are, seen from here.
course = {course}
"""
NO_SUCH_STATUS = "--only {name}: type some of {names}, with commas between them"
NO_SUCH_STUDENT = "--student {name}: there is no such student in the class; there is {near}"
AND_MORE = "and {count} more"
INTERRUPTED = "stopped; {left} submissions are left. What was graded is kept: type the same again to go on"
CLUSTER_LOST = "--cluster {address} is gone ({reason}); {left} submissions are left. Type the same again to go on"
LEDGER_OF_ANOTHER_VERSION = "it was made by another version of gradkit"
LEDGER_IN_USE = "another run is writing to {folder}; wait for it, or type another --out FOLDER"
LEDGER_UNUSABLE = "{folder} cannot hold the ledger ({reason}); type another --out FOLDER"
LEDGER_DAMAGED = (
    "the ledger in {folder} is damaged ({reason}), and is left as it is; "
    "type another --out FOLDER to grade the class anew"
)
LEDGER_HALTED = "{folder} takes no more ({reason}). What was graded before is kept: make room, and type the same again"
LEVEL_FELL = "the isolation level fell from {first} to {now}"
WEAK_ISOLATION = (
    "this machine does not hold student code in well enough to grade strangers (level C; not held: {missing}); "
    "to grade all the same, add --accept-weak-isolation"
)
NOT_POSITIVE = "{option} {value}: type a number greater than 0"
BAD_LIMIT = "--limit {text}: type a limit and a whole number, as in memory=2GiB or inodes=5000; there are {names}"
LESS_THAN_A_CHECK = "--submission-seconds {value} is less than one check may take; type {seconds} or more"
NO_CLUSTER_EXTRA = "--cluster needs Dask distributed; type: pip install 'gradkit[cluster]'"
CLUSTER_UNUSABLE = "--cluster {address} cannot grade ({reason}); type the address of a Dask scheduler with workers"

COURSE_NEEDS_NBGRADER = "a course needs nbgrader, which is not installed; type: {install}"

INIT_EXERCISES = "Your exercises are in {folder}. Next, type: {go}gradkit watch"
INIT_COURSE = (
    "The labs in {folder} are yours to change and add to. Next, type: {go}gradkit check --submission solutions"
)
INIT_NEEDS_SOLUTIONS = "there is no {path}, and exercises are made from the solutions; write it first"
INIT_EXISTS = "{path} is there already, and nothing was written; type the name of a new folder"
CANNOT_LAY_OUT = "{path} cannot be written to ({reason}); name another folder"
STUDENTS_FILE_TEXT = "# By this file gradkit knows the folder whose exercises it checks: leave it here.\n"
PYTEST_INI = """\
# With these lines `pytest` alone, typed in this folder, checks the exercises.
[pytest]
addopts = --pyargs
testpaths = autograder
"""
COURSE_FILE_MORE = """
# Which labs are out, in their order; without this all that are in labs/, and in the order that their lab.toml names.
# labs = ["{lab.name}"]

# What counts of several attempts, "latest" or "best", and whose clocks due dates go by.
# attempts = "best"
# timezone = "Europe/Berlin"

# Other points than a lab's own. Tables such as this one come last.
# [points]
# "{lab.checks[0].name}" = 1

# When labs are due, and what of a lab's points it costs to be late.
# [due]
# {lab.name} = 2027-01-31T23:59:00
# [late]
# percent_per_day = 10
"""
KIT_WRITTEN = "{path}: {files} files, {kilobytes} kB. Hand it to your students; its README.md says what to type."
KIT_NEEDS_ZIP = "{name} is no .zip; type: gradkit kit gradkit.zip"
KIT_NEEDS_SOLUTIONS = "there is no {path}, and a student's kit is made from the solutions; write it first"
KIT_EXISTS = "{path} is there already; name another file, or delete that one"
KIT_NOT_MADE = "no kit was made, because {reason}; mend that and try again"
CANNOT_WRITE_KIT = "{path} cannot be written ({reason}); name another file"

# About a whole student.
NAME = (
    "the name of the folder holds characters that no name needs, or is longer than {limit}; rename it and grade again"
)
WHOSE = (
    "its name ({name}) can be read in several ways, so whose it is cannot be told; look it up in Canvas, and rename the "
    "file: take away the digits that stand between underscores and are not the user's and the file's number"
)
SAME_NAME = (
    "another folder's name differs from this one in upper and lower case, accents or blanks alone; rename one of them"
)
LINK = "{path} is a link, and links are not followed"
SPECIAL = "{path} is neither a file nor a folder"
OUTSIDE = "the archive names a path that leads out of the student's folder: {path}"
BACKSLASH = "the archive names a path with a backslash, {path}; pack the folders again with another program"
NUL = "the archive names a path with a NUL character: {path}"
TWICE = "the archive holds {path} more than once"
SAME_FILE = "{path} and {other} differ in upper and lower case alone"
ENCRYPTED = "{path} is encrypted"
LONG_NAME = "the name of a file in it is too long for any system: {path}"
OVERLAPS = "{path} shares its bytes with another file of the archive"
COMPRESSION = "{path} is compressed in a way that is not read; pack it with deflate, as zip programs do by default"
BROKEN = "{path} cannot be unpacked: the archive is damaged there, or states a wrong size"
DEEP = "{path} lies more than {limit} folders deep"
MANY_FILES = "more than {limit} files"
MANY_FOLDERS = "{limit} folders or more"
MANY_BYTES = "files of more than {limit} bytes in all"
CLASS_FULL = "the students before this one use up what a class may hold; grade the class in parts, or raise the limit"
NO_ZIP = "{path} is no .zip archive that can be read, or holds more than {limit} files; hand in the files themselves"
IN_ZIP = "in {path}: {reason}"
NOT_READ = "{path} cannot be read ({reason})"

# About one lab of a student.
NOT_THEIRS = (
    "{path} is a second name (a hard link) of a file of somebody else's; put a copy in its place and grade again"
)
LARGE = "{path} has {size} bytes, more than the {limit} that are read"
WHICH = "{path} lies in {folders}; which of them is meant cannot be told"
WHICH_NAME = "{names} may all be meant for {wanted}; which of them cannot be told"
WHICH_DOWNLOAD = "{path} is in several downloads with other contents; which of them is meant cannot be told"
NOT_JSON = "the notebook is no strict JSON: {reason}"
NO_NOTEBOOK = "the file is no notebook: {reason}"
NO_NBFORMAT = "it has no nbformat"
NO_CELLS = "it has no list of cells"
NO_SOURCE = "cell {cell} has no text for a source"
OLD_NOTEBOOK = (
    "the notebook is of format {version}, and format 4 is read; open it in Jupyter, save it, and hand it in again"
)
SAME_ID = "more than one cell has the grade_id {grade_id}"
TOO_DEEP = "cell {cell} nests too deeply to be read"
LARGE_SOURCE = "the notebook's functions come to {size} bytes, more than the {limit} that are read"
TOO_HARD = "the notebook cannot be read with the time and memory that reading may take; no honest one needs as much"

# Said of a lab that is graded.
NOT_DEFINED = "no cell defines {functions}"

# Said of a class.
NOTHING_THERE = "there is no folder and no archive {path}; name one with a folder for each student"
NO_ARCHIVE = (
    "{path} is neither a folder nor a .zip archive that can be read ({reason}); name one with a folder per student"
)
MANY_ENTRIES = (
    "{path} holds more than {limit} files and folders; grade the class in parts, or add --limit class_files=N "
    "with an N that is large enough"
)
LYING_END = (
    "{path} is damaged: its end speaks of {stated} files and folders, and its list names {count}; pack the class again, "
    "or unpack it and name the folder"
)
ALL_ENCRYPTED = "{path} is encrypted; unpack it and name the folder"
WHICH_LAYOUT = "{path}: all its names may be of {systems}; put the files of each student into a folder of their own"
NO_STUDENTS = (
    "{path} holds no folder; name the folder or .zip archive that holds one folder per student, "
    "or what an LMS hands out"
)
IS_RESULTS = "{path} is a folder that gradkit writes grades to; name the one that holds one folder per student"
NO_ACCESS = "{path} cannot be read ({reason}); check its permissions"

# Said of rows that gradkit cannot have made.
NO_ROWS = "a {value} and no rows"
TOO_LONG = "{size} characters in one row"
OTHER_COUNT = "{count} rows in place of {wanted}"
DAMAGED_ROW = "in the row of {student}, {lab}, {check}: {fault}"
DAMAGED_OVERRIDE = "in number {number} of the log of overrides: {fault}"
DAMAGED_SETTING = "the {name} that it keeps is {value}"
STRANGE_ROWS = "a worker of the cluster sent what is no result of this file ({fault})"

# Said of a cluster.
NO_ADDRESS = "that is no address such as tcp://HOST:8786"
NO_PORT = "a port is a number from 1 to 65535, as in tcp://HOST:8786"
NO_CERTIFICATES = "tls:// needs certificates, and Dask's configuration names none: set distributed.comm.tls in it"
NO_ANSWER = "what listens there has not answered as a scheduler would in {seconds} seconds"
NO_SCHEDULER = "what listens there is no Dask scheduler: {problem}"
NO_WORKERS = "it has no workers"
OTHER_VERSION = "its workers have gradkit {others}, not {ours}"
OTHER_LABS = (
    "its workers have other labs, or another make of gradkit, than this machine; a course of your own they find "
    "in the folder that their variable GRADKIT_COURSE names"
)
OTHER_DEVICES = "its workers have different devices ({devices})"
STRANGE_WORKER = "one of its workers answers what no gradkit would"
CLUSTER_ENDED = "it has ended"
CLUSTER_SILENT = "it does not answer any more"
