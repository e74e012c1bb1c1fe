"""Every sentence that this room says to a person, in one place. Each says what to do next."""

NO_GRADEBOOK = "there is no gradebook at {address}; in the course's folder type: nbgrader generate_assignment {lab}"
GRADEBOOK_NEEDS_DRIVER = (
    "the gradebook {address} cannot be opened ({reason}); for PostgreSQL type: pip install 'psycopg[binary]', and begin "
    "c.CourseDirectory.db_url in nbgrader_config.py with postgresql+psycopg://"
)
GRADEBOOK_UNUSABLE = (
    "the gradebook {address} cannot be used ({reason}); see to its server, or to c.CourseDirectory.db_url in "
    "nbgrader_config.py, and type the same again"
)
BROKEN_SETTINGS = "nbgrader_config.py cannot be read ({reason}); mend it, and type the same again"
NOT_RELEASED = "the gradebook has no assignment {lab}; type: nbgrader generate_assignment {lab}"
NOT_THE_LAB = (
    "the course's assignment {lab} is one of your own and not the lab of that name; give it another name, or export to a "
    "course that has the lab"
)
OTHERS_BY_HAND = (
    "in nbgrader these were given other points by hand, which stay; take them out there, and export again: {names}"
)
# An nbgrader course.
LESSON_UNFIT = "{path} places {placed}; let it place the functions of lab.toml, in their order: {functions}"
COURSE_NEEDS_SOLUTIONS = "there is no {path}, and an nbgrader course is made from the solutions; write it first"
COURSE_CHANGED = (
    "nothing was written, because these are not as gradkit would write them: {files}; to have them replaced, and the old "
    "ones kept in a folder of their own, type: gradkit course {folder} --overwrite"
)
CANNOT_WRITE_COURSE = "{path} cannot be written ({reason}); name a folder for the course: gradkit course FOLDER"
COURSE_NOTHING = "{folder} is as gradkit would write it. Nothing was changed."
COURSE_KEPT = "Replaced files: {count}. What they were is kept in {kept}."
COURSE_ADD_LINE = (
    "{path} is yours and was not changed. Labs are graded behind the wall once its last line is: "
    'load_subconfig("{config}")'
)
COURSE_ADD_SEED = (
    '{path} is yours and was not changed. It names no seed for the fresh inputs; add to it: seed = "{seed}"'
)
COURSE_NEXT = "Next: cd {folder} && nbgrader generate_assignment {lab}"

REST_OF_FILE = "# Handed in as a file. What stands in it beside the functions below:"
# What nbgrader notes, or shows in place of a test's output.
NO_RESPONSE = "No response."  # nbgrader's own words
WAITING = "waiting for {name}"
NOT_RUN = "the checks of {lab} could not be run: {reason}"
OWN_TROUBLE = "{name} of {student} waits to be marked by hand: {reason}"
