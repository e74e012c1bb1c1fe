"""What students read in nbgrader's notebooks and pages."""

# Above the lesson of a notebook.
NOTEBOOK_HOW = """Run the cells from top to bottom. A cell that says `raise NotImplementedError` is yours to write. Where a
function is there already, it holds a mistake, as in the tutorial that it comes from: mend it. The cell below each function
checks it and shows what differs. Cells with pictures draw what *your* functions return, so they stop with an error until
those are written. Come back and run them again."""
# Above a student's text in nbgrader's pages.
AS_TYPED = "This is shown as it was typed. As formatted text it might do more in a browser than be read."
