"""Why something was not taken: every sentence.

They stand in rows of results, so they are said here, below what shows them.
"""

# About a whole student.
NAME = (
    "the name of the folder holds characters that no name needs, or is longer than {limit}; rename it and grade again"
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
OVERLAPS = "{path} shares its bytes with another file of the archive"
COMPRESSION = "{path} is compressed in a way that is not read; pack it with deflate, as zip programs do by default"
BROKEN = "{path} cannot be unpacked: the archive is damaged there, or states a wrong size"
DEEP = "{path} lies more than {limit} folders deep"
MANY_FILES = "more than {limit} files"
MANY_FOLDERS = "{limit} folders or more"
MANY_BYTES = "files of more than {limit} bytes in all"
CLASS_FULL = "the students before this one use up what a class may hold; grade the class in parts, or raise the limit"
NOT_READ = "{path} cannot be read ({reason})"

# About one lab of a student.
NOT_THEIRS = (
    "{path} is a second name (a hard link) of a file of somebody else's; put a copy in its place and grade again"
)
LARGE = "{path} has {size} bytes, more than the {limit} that are read"
WHICH = "{path} lies in {folders}; which of them is meant cannot be told"
NOT_JSON = "the notebook is no strict JSON: {reason}"
NO_NOTEBOOK = "the file is no notebook: {reason}"
OLD_NOTEBOOK = (
    "the notebook is of format {version}, and format 4 is read; open it in Jupyter, save it, and hand it in again"
)
SAME_ID = "more than one cell has the grade_id {grade_id}"
TOO_DEEP = "cell {cell} nests too deeply to be read"
LARGE_SOURCE = "the notebook's functions come to {size} bytes, more than the {limit} that are read"
TOO_HARD = "the notebook cannot be read with the time and memory that reading may take; no honest one needs as much"

# Said of a lab that is graded.
OTHER_LEFT = "{graded} was graded; {other} was left aside"
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
NO_STUDENTS = "{path} holds no folder; name the folder or .zip archive that holds one folder per student"
NO_ACCESS = "{path} cannot be read ({reason}); check its permissions"

# Said of rows that gradkit cannot have made.
STRANGE_VALUE = "its {name} is {value}"
NO_ROWS = "a {value} and no rows"
TOO_LONG = "{size} characters in one row"
OTHER_COUNT = "{count} rows in place of {wanted}"
DAMAGED_ROW = "in the row of {student}, {lab}, {check}: {fault}"
DAMAGED_SETTING = "the {name} that it keeps is {value}"
STRANGE_ROWS = "a worker of the cluster sent what is no result of this file ({fault})"

# Said of a cluster.
NO_ADDRESS = "that is no address such as tcp://HOST:8786"
NO_PORT = "a port is a number from 1 to 65535, as in tcp://HOST:8786"
NO_CERTIFICATES = "tls:// needs certificates, and Dask's configuration names none: set distributed.comm.tls in it"
NO_WORKERS = "it has no workers"
OTHER_VERSION = "its workers have gradkit {others}, not {ours}"
OTHER_LABS = "its workers have other labs, or another make of gradkit, than this machine"
OTHER_DEVICES = "its workers have different devices ({devices})"
STRANGE_WORKER = "one of its workers answers what no gradkit would"
CLUSTER_ENDED = "it has ended"
