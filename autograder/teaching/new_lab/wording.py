"""What `gradkit lab new` says to an author."""

# What a function is, by the kind of what it returns.
KINDS = {
    "tensor": "a value",
    "grid": "a value",
    "mask": "a value",
    "number": "a number",
    "flag": "true or false",
    "series": "a series",
    "values": "several values",
    "runs": "several series",
    "loss": "a loss",
    "descent": "a descent",
    "batches": "batches",
    "plot": "a plot",
    "model": "a model",
    "unknown": "not guessed",
}
WRITTEN = "written: {path}"
WORKS = "  ✓ {function}: {kind}; its solution passes on guessed inputs"
DOES_NOT_WORK = "  ✗ {function}: {kind}; {reason}"
DOES_NOT_PASS = "its solution ends as {status} on guessed inputs"
NOT_TAKEN_OVER = "Not taken over from the notebook:"
LEFT_TO_DO = "What is left to do, in this order:"
GIVEN = "{path}: students get {names} as it stands: a helper, a class, or without a docstring; is that meant?"
TO_PROBE = "{folder}/probes.py and {folder}/answers/cases.py: {function} {reason}"
TO_RATE = "{folder}/lab.toml: points, three hints for each function, and what is learnt"
TO_HINT = "{folder}/lab.toml: three hints for each function, and what is learnt; the points are the notebook's"
TO_LOOK = "{folder}/answers/cases.py: the inputs are guesses; would you show these, and do they tell right from wrong?"
TO_MISTAKE = "{folder}/answers/mistakes.toml: what goes wrong in {functions}"
TO_PROMISE = "{folder}/properties.py: if {functions} can be right in another way than yours, what every right one keeps"
TO_TELL = "{folder}/lesson.md: the story, and the question at its end"
TO_TELL_ON = "{folder}/lesson.md: the notebook's texts; read them, and the question at their end"
TO_ANSWER = "{path}: what a good answer to that question says, for whoever marks it"
TO_NAME = (
    '{path}: the labs of this folder alone are out now; where others are to be as well, name all: labs = ["{name}", …]'
)
TO_CHECK = "gradkit lab check {name}"
# Stands in lesson.md until there is a better one.
QUESTION = "### In your own words"

RAISES = "no guess at its arguments worked ({problem}); shapes in the docstring, as in (n, d), make better guesses"
NOT_ALWAYS = "does not work on all of 30 draws of its fresh inputs ({problem}): mend the cases, or the solution"
NOT_FINITE = "it returned nan or inf"
NO_END = "a call took longer than {seconds:.0f} seconds"
RETURNS = "returns a {what}, which nothing records as it is"
UNUSUAL_PARAMETERS = "takes *arguments or arguments by name alone"

BAD_NAME = "{name} is no name for a lab: type small letters, digits and _, as in two_parameters"
NAME_OF_A_MODULE = (
    "a lab called {name} would stand in the way of Python's or gradkit's own module of that name; type another name"
)
NO_COURSE = (
    "this folder is no course, and {other} is in it: type gradkit lab new {name} in an empty folder, "
    "or make a course of this one first: touch gradkit.toml"
)
NO_SOURCE = "there is no {path}: write functions with docstrings there, or type: gradkit lab new {name} --from FILE"
NOT_READ = "{path} cannot be read ({reason})"
IS_THERE = "{path} is there already, and gradkit lab new overwrites nothing; type another name"
CANNOT_WRITE = "{path} cannot be written ({reason})"
NO_PYTHON = "solutions/{name}.py is no Python ({problem}); mend that first"
NOT_NAMED = "{path} names the labs that are out, and {name} is none of them: add it there first"
NO_DOCSTRING = "{path} begins with no docstring: say there in a line what the lab is about"
NOT_IMPORTED = "the solution cannot be imported ({problem}); mend that first"
NO_FUNCTIONS = "no function of {name} has a docstring: those that have one are what students write"

# Of a notebook.
CELL = "cell {number}{name}"
CONFIG = "{cell}, Otter's settings"
WORTH = ", {points} point{s}"
HIDDEN = ", hidden ones among them"
NO_NOTEBOOK = "{path} is no notebook of format 4 ({reason})"
NO_MARKED_FUNCTIONS = "{path}: no function is marked as a solution, and none has a docstring: nothing to make a lab of"
STATEMENT = "{cell}: `{line}` is written outside of a function, and functions are checked; put it into one"
POINTS = "points of {function}: they are whole numbers here, and {points} became {whole}"
TESTS = "{cell}{worth}: its tests{hidden}; the solution on published and fresh inputs takes their place"
BY_HAND = "{cell}{worth}: a person marks it; its text is in lesson.md: ask in words, or make a function of it"
ANOTHER_QUESTION = (
    "{cell}{worth}: a lab has one question in words, and the first was taken; the text above it is in lesson.md"
)
OTHER = "{cell} is left out: {text}"
PICTURE = "{cell}: the picture {picture}, which lesson.md names; notebooks of the course have none beside them"
