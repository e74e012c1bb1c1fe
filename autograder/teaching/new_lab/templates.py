"""Everything that `gradkit lab new` writes, but for what `layout.py` puts on lines: the only place where it stands."""

GRADKIT_TOML = """\
title = "{title}"
"""

LAB_TOML = """\
order = {order}
title = "{title}"
learnt = ""
{checks}"""

CHECK = """
[[check]]
function = "{function}"
points = {points}
kind = "write"
{more}hints = [
  "",
  "",
  "",
]
"""

PROBES = '''\
"""What is called and written down for each check of {lab}. Runs on the student's side of the wall."""

{imports}{partials}{probes}'''

PROBE = """

def {function}(student: Student, given: Given, record: Recorder) -> None:
{body}
"""

PARTIAL_LOSS = '{function} = partial(record_loss_of, function="{function}", inputs=("{first}", "{second}"))'

# Of the body of a probe, by the kind of its function: what goes before the call of the student's, and what after it.
VALUE = "record.{method}({quantity}, ", ")"
LOSS = "record_loss(record, ", ", {watched})"
BATCHES = 'record_batches(record, "{function}", ', ", ({quoted}))"
PLOT = 'record_axes(record, "{function}", ', ")"
MODEL = 'record_model(record, "{function}", ', ', given.tensor("fill"), {{"x": given.tensor("x")}})'
VALUES = '{names} = parts("{function}", ', ", ({quoted}))"
FITTED = '*fitted, losses = parts("{function}", ', ", ({quoted}))"

RUNS = 'runs = list_of_series("{function}", ', ")"
OF_RUNS = """
    record.count("number of series", len(runs))
    for number, series in enumerate(runs, start=1):
        record.series(LOSSES.of_what(f"run {number}"), series)"""

RECORDED = """\
    record.{method}({quantity}, {variable})"""

WATCHED = """\
    {watched} = given.watched("{watched}")"""

DESCENT = """\
    def run(updates: int) -> tuple[Sequence[object], object]:
{call}
        return fitted, losses

    record_descent(record, given, ({parameters}), run, given["{updates}"])"""

UNKNOWN = """\
    raise NotImplementedError("call student.{function} here, and record what it returns")"""

CASES = '''\
"""The inputs of {lab}: small ones to work out by hand, and fresh ones."""

{imports}{constants}{cases}'''

OF_ONE_CASE = """

def {function}(draw: np.random.Generator) -> Iterator[Case]:
{body}
"""

MISTAKES = '''\
"""What goes wrong in {lab}. The judge's side only."""

{imports}

def mistakes() -> Iterator[Mistake]:
{body}
'''

OF_A_LINE = """\
    for slug, arguments in wrong_fits(losses=LOSSES):
        yield Mistake(slug, "{function}", fitter(**arguments))"""

OF_A_SQUARE = """\
    for slug, loss in forms(LOSSES):
        yield Mistake(slug, "{function}", loss)"""

OF_A_DESCENT = """\
    yield from wrong_descents("{lab}", "{function}", ({parameters}), "{updates}"{rate})"""

MISTAKES_TOML = """\
# What people write instead: what stands in the solution, an arrow, and what stands in its place. A name of your own has its
# question in misconceptions.toml, beside lab.toml.
{functions}"""

MISTAKES_OF = """
[{function}]
{changes}
"""

CHANGE = "{slug} = {change}"
EXAMPLE = '# name-of-it = "{was} -> ..."'

LESSON = """\
{story}

<!-- question -->

{question}
"""

ABOUT = """\
## {title}

{about}"""

FUNCTION = """\
<!-- function: {function} -->"""
