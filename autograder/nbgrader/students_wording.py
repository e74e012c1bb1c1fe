"""What students read in nbgrader's notebooks and pages."""

# Above the lesson of a notebook.
NOTEBOOK_HOW = """Run the cells from top to bottom. A cell that says `raise NotImplementedError` is yours to write. Where a
function is there already, it holds a mistake, as in the tutorial that it comes from: mend it. The cell below each function
checks it and shows what differs. Cells with pictures draw what *your* functions return, so they stop with an error until
those are written. Come back and run them again."""
# Above a student's text in nbgrader's pages.
AS_TYPED = "This is shown as it was typed. As formatted text it might do more in a browser than be read."
# Below an instructor's own test: why a person marks it, and what ended it.
OWN_BY_HAND = "This test is your instructor's own. It is marked by hand: {reason}."
OWN_REFUSED = "the notebook was refused"
OWN_OF_A_FILE = "a file was handed in, which has not all of the notebook's cells"
OWN_NO_FORK = "this system cannot run it in a locked process"
OWN_FILES = "the files beside the notebook are over {size} MiB, or over {most}"
OWN_NEEDS_KERNEL = "it needs a notebook's kernel for {line}"
OWN_BEHIND = "it did not get all points, and a cell above needs a notebook's kernel for {line}"
OWN_ENDS_AGAIN = "cells of the notebook ended the process that they ran in again and again"
OWN_TIMEOUT = "The cell had not ended after {seconds:g} seconds, and was stopped."
OWN_CRASH = "The cell ended the process that it ran in ({reason})."
OWN_MEMORY = "The cell asked for more memory than it may have, {size} MiB."
# For whoever cannot see a picture in a notebook that was handed in.
PICTURE = "A picture that was handed in with the notebook."
