"""`check()` in a notebook, in a real IPython; and what its cells amount to as a file."""

import subprocess
import sys
import textwrap

import pytest

from autograder.labs.notebook_cells import cells_for
from autograder.student.hints import KEPT
from autograder.student.html_card import page
from tests.overlays import FOLDER
from tests.places import EXERCISES, ROOT, SOLUTIONS

WRONG = (FOLDER / "wrong" / "slope_and_bias" / "no-zero-grad.py").read_text()
# Runs cells as a kernel does, and shows what it displays and what a cell ends in.
KERNEL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.displaypub import CapturingDisplayPublisher
shell = InteractiveShell.instance()
shell.display_pub = CapturingDisplayPublisher(parent=shell)
results = []
for cell in json.load(sys.stdin):
    done = shell.run_cell(cell, store_history=True)
    results.append([done.result, repr(done.error_in_exec) if done.error_in_exec else ""])
shown = [output["data"] for output in shell.display_pub.outputs]
print("\\n=====" + json.dumps([results, shown]))
"""


def run_cells(*cells):
    """Run cells; return `([(result, error), …], [what was displayed, …], standard output)`."""
    import json

    done = subprocess.run(
        [sys.executable, "-c", KERNEL],
        input=json.dumps(cells),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", "HOME": "/tmp", "IPYTHONDIR": "/tmp/ipython-of-a-test", "NO_COLOR": "1"},
    )
    assert done.stderr == "", "nothing on stderr, ever"
    printed, _, answer = done.stdout.rpartition("\n=====")
    results, shown = json.loads(answer)
    return results, shown, printed


@pytest.fixture
def kept():
    """What is kept of a student here, put back afterwards."""
    kept = EXERCISES / KEPT
    before = kept.read_bytes() if kept.exists() else None
    yield
    kept.unlink(missing_ok=True)
    if before is not None:
        kept.write_bytes(before)


def test_a_notebook_from_the_first_cell_to_the_last():
    results, shown, printed = run_cells(
        "from autograder import check\nimport torch",
        "X = torch.zeros(10**9, 10**9)",  # a trial that fails: nobody's function needs it
        "def forward(x, w, b):\n    return w * x + b\n\ndef criterion(yhat, y):\n    return ((yhat - y) ** 2).mean()",
        WRONG,
        "check('train_model')",
        "check('slope_and_bias.forward')",
        "def forward(x, w, b):\n    return '<script>&' + x\ncheck('forward')",
        "check('error_surface')",
        "check('nonsense')",
        "check('mse')",
        "check(train_model)",
        "check('forward', 'solutions/slope_and_bias.py')",
        "check('forward', source='nowhere.py')",
    )

    assert [result for result, _ in results[4:8]] == [0, 2, 0, 0]
    html = [data["text/html"] for data in shown]
    assert "train_model" in html[0]
    assert "added together" in html[0]
    assert "In [4], line" in html[0]
    assert 'src="data:image/png;base64,iVBOR' in html[0]
    assert "font-family:ui-monospace" in html[0], "numbers stand below each other"
    assert "2 of 2 points" in html[1]
    assert "<script>" not in html[2]
    assert "3 | " not in html[2]
    assert "2 |     return &#x27;&lt;script&gt;&amp;&#x27; + x" in html[2]
    assert "No cell of this notebook defines error_surface" in html[3]
    assert "No cell of this notebook" in shown[3]["text/plain"]
    assert [error[:8] for _, error in results[8:11]] == ["Unusable"] * 3
    assert "type one of roller_coaster.mse, crop_yields.mse" in printed
    assert results[11][0] == 2
    assert "nowhere.py cannot be read" in printed
    assert "Traceback" not in printed.partition("nonsense")[2], "one line, and none of our frames"


def test_hints_and_the_end_of_a_lab(kept):
    solution = (SOLUTIONS / "runaway_square.py").read_text(encoding="utf-8")
    results, shown, printed = run_cells(
        "from autograder import check, hint, solution",
        "hint()",
        solution.partition("def largest_stable_rate")[0] + "\ndef descend(x, y_true, lr, steps):\n    return [x]",
        "check('runaway_square')",
        "hint()",
        "hint('numerical_gradient')",
        "hint('runaway_square')",
        "solution('runaway_square')",
        solution,
        "check('descend'), check('tame', picture=False), check('largest_stable_rate')",
        "check('tame', picture=False)",
        "solution('runaway_square')",
    )

    assert "Unusable" in results[1][1] and "name the function that you are stuck at" in printed
    assert "runaway_square.descend, hint " in printed and "runaway_square.numerical_gradient, hint " in printed
    assert "Unusable" in results[6][1] and "Unusable" in results[7][1]
    assert "still to do: descend, largest_stable_rate" in printed
    html = [data["text/html"] for data in shown]
    assert "hint(&#x27;runaway_square.descend&#x27;)" in html[1]
    ends = ["To answer in your own words" in text for text in html]
    assert ends == [False] * 7 + [True, False], "once"
    assert "Within -1 and 1 descent arrives" in html[7] and "data:image/png" in html[7]
    assert "solution('runaway_square')" in shown[7]["text/plain"]
    assert solution in printed


def test_outside_a_notebook_it_prints_and_returns(capfd):
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, autograder; assert 'torch' not in sys.modules and 'autograder.student' not in sys.modules\n"
            f"points = autograder.check('criterion', {str(SOLUTIONS / 'slope_and_bias.py')!r})\n"
            "assert points == 3 and type(points) is int and 'torch' not in sys.modules\n"
            "assert autograder.check('criterion') == 0",
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "✓ criterion" in done.stdout
    assert "not started" in done.stdout


class TestCells:
    def collect(self, functions, *cells):
        made = cells_for(functions.split(), ["", *map(textwrap.dedent, cells)])
        space = {}
        exec(made.source.decode(), space)
        return made, space

    def test_only_what_is_needed_comes_along(self):
        made, space = self.collect(
            "f",
            "import math\nimport json",
            "N = 2\nM = undefined_name",
            "def helper(x):\n    return math.sqrt(x) * N",
            "losses = nothing()\nprint(losses)",
            "def f(x):\n    losses = [helper(x)]\n    return losses",
        )

        assert space["f"](4) == [4]
        assert (
            "json" not in made.source.decode()
            and "undefined" not in made.source.decode()
            and "nothing" not in made.source.decode()
        )
        assert made.places[0] == (1, 1)
        assert made.places[-1] == (5, 3)

    def test_magics_shell_lines_and_checks_are_left_out(self):
        made, space = self.collect(
            "f",
            "%matplotlib inline\n!ls\n?f\nfrom autograder import check\nimport autograder",
            "%%bash\nf = 1",
            "%%time\ndef f():\n    return 7\npoints = check('f')\ncheck('f'); autograder.check('f')",
        )

        assert space["f"]() == 7
        assert "check" not in made.source.decode() and "autograder" not in made.source.decode()
        assert made.places[0] == (3, 2)

    def test_the_latest_definition_counts(self):
        made, space = self.collect("f", "def f(): return 1", "N = 1", "def f(): return N", "N = 3", "def f(:")

        assert space["f"]() == 3
        assert "return 1" not in made.source.decode()

    def test_what_builds_on_its_former_self_keeps_it(self):
        _, space = self.collect(
            "f g",
            "def twice(g): return lambda: 2 * g()",
            "def f(): return 1",
            "f = twice(f)",
            "@twice\ndef g():\n    return 3",
        )

        assert (space["f"](), space["g"]()) == (2, 6)

    @pytest.mark.parametrize(
        "cell", ["a = 1; f = lambda: a; print(undefined)", "é = 1; f = lambda: é; print(undefined)"]
    )
    def test_statements_on_one_line_come_apart(self, cell):
        _, space = self.collect("f", cell)

        assert space["f"]() == 1

    def test_a_future_import_comes_first(self):
        made, _ = self.collect(
            "f", "import math", "from __future__ import annotations\ndef f(x: Nothing): return math.pi"
        )

        assert made.source.decode().startswith("from __future__")

    def test_a_star_is_kept(self):
        _, space = self.collect("f", "from math import *", "def f(): return pi")

        assert space["f"]() > 3

    def test_a_line_that_goes_on_with_a_percent_sign_is_no_magic(self):
        _, space = self.collect("f", "N = (7\n    % 4)\ndef f(): return N")

        assert space["f"]() == 3

    def test_a_function_can_have_a_home(self):
        cells = ["", "def f(): return h()", "def h(): return 1", "def f(): return 2\ndef h(): return 2"]

        made = cells_for(["f"], cells, {"f": 1, "h": 5})

        assert made.places == ((1, 1), (3, 2))

    def test_a_cell_that_nests_too_deeply_is_named(self):
        made = cells_for(["f"], ["", "f = 1", f"x = {'-' * 10_000}1"])

        assert (made.source.decode(), made.too_deep) == ("f = 1\n", (2,))

    def test_a_number_that_nobody_can_write_out_is_a_number(self):
        made = cells_for(["f"], ["", "K = 2", f"def f(): return K, 0x{'f' * 5000}"])

        assert made.defined == {"f", "K"}

    def test_nothing_comes_of_nothing(self):
        made = cells_for(["f"], [])

        assert (made.source.decode(), made.defined) == ("", frozenset())


def test_a_page_escapes_every_text():
    html = page("✗", "<f>", "<p>", ["<b>", '"&'], passed=False, picture=b"\x89PNG", alt='"><i>')

    assert "<f>" not in html and "<p>" not in html and "<b>" not in html and "<i>" not in html
    assert html.count("<div") == html.count("</div>") == 2
    assert "http" not in html and "<script" not in html and "<link" not in html
