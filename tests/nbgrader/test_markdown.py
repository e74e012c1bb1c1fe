"""A stranger's Markdown on nbgrader's pages, by nbconvert's own exporter, in a real browser: nothing runs or loads."""

import re

import pytest
from nbformat import from_dict, v4

from autograder.nbgrader.markdown import comment_of, disarmed, fenced
from autograder.nbgrader.rendering import may_act
from autograder.nbgrader.student_cells import cleaned
from autograder.nbgrader.students_wording import AS_TYPED
from tests.nbgrader.hostile import BEACON, MARKDOWN, RAN, WORDS
from tests.nbgrader.readers import answer, feedback_page, formgrader_page, notebook_of, seen
from tests.pages.browser import CHROMIUM, Browser

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TEX = re.compile(r"\\(?:href|mmlToken|require|style|class|cssId|let|def|newcommand)(?![A-Za-z])")
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="NO BROWSER, NOT TESTED: apt install chromium")


def clean(cell, cell_type="markdown"):
    return cleaned(cell, cell_type, None, ("answer", "test_descend"))


def shown(text):
    """Return a student's Markdown as it is when the notebook was autograded."""
    return clean(v4.new_markdown_cell(text)).source


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        browser.call("Network.setBlockedURLs", urls=["*://cdnjs.cloudflare.com/*"])
        yield browser


@pytest.fixture(scope="module")
def looked(browser, tmp_path_factory):
    """Return a function that opens a page, and what nbgrader's own parts of that page ask for is not counted."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    own = {page: seen(browser, path, page(notebook_of(answer("x")))) for page in (formgrader_page, feedback_page)}

    def look(page, notebook):
        ran, links, requests, tex = seen(browser, path, page(notebook))
        _, own_links, own_requests, _ = own[page]
        return ran, [link for link in links if link not in own_links], requests - own_requests, tex

    return look


@needs_browser
@pytest.mark.parametrize(
    "text", [MARKDOWN["script"], MARKDOWN["image between words"], MARKDOWN["link"], MARKDOWN["autolink"]]
)
def test_the_page_would_tell_what_runs(looked, text):
    ran, *_ = looked(formgrader_page, notebook_of(answer(text)))
    assert ran


@needs_browser
@pytest.mark.parametrize("text", [MARKDOWN["beacon"], MARKDOWN["beacon by reference"], MARKDOWN["style sheet"]])
def test_the_page_would_tell_what_is_loaded(looked, text):
    _, _, requests, _ = looked(formgrader_page, notebook_of(answer(text)))
    assert any(request.startswith(BEACON) for request in requests)


@needs_browser
@pytest.mark.parametrize("kind", MARKDOWN)
def test_nothing_of_a_students_markdown_acts(looked, kind):
    text = shown(MARKDOWN[kind])
    ran, links, requests, tex = looked(formgrader_page, notebook_of(answer(text), v4.new_markdown_cell(text)))

    assert not ran
    assert requests == set()
    assert [link for link in links if not re.match("https?://", link)] == []
    assert not TEX.search(tex)


@needs_browser
def test_nothing_of_an_exceptions_words_acts(looked):
    comments = [comment_of("error", f"ValueError: {words}", f"It was refused: {words}.") for words in WORDS.values()]
    ran, links, requests, tex = looked(feedback_page, notebook_of(*(answer("x", comment=text) for text in comments)))

    assert not ran
    assert requests == set()
    assert [link for link in links if not re.match("https?://", link)] == []
    assert not TEX.search(tex)


@needs_browser
@pytest.mark.parametrize("page", [formgrader_page, feedback_page])
def test_no_field_of_a_cell_acts(looked, page):
    script = f"<script>{RAN}</script>"
    image = f"<img src=x onerror={RAN}>"
    code = v4.new_code_cell("1", execution_count=1)
    code.execution_count = script
    code.outputs = from_dict(
        [
            {"output_type": "stream", "name": script, "text": f"\x1b[31m{image}\x1b[0m"},
            {"output_type": "error", "ename": image, "evalue": image, "traceback": [image, {"a": image}]},
            {"output_type": "display_data", "data": {"image/png": f'" onerror="{RAN}'}, "metadata": {"width": image}},
            {"output_type": "display_data", "data": {"image/svg+xml": f"<svg onload={RAN}/>"}, "metadata": {}},
            {
                "output_type": "display_data",
                "data": {"application/javascript": RAN, "text/html": script},
                "metadata": {},
            },
            {"output_type": "execute_result", "data": {"text/latex": image, "text/markdown": image}, "metadata": {}},
            {"output_type": "execute_result", "data": {"text/plain": image}, "execution_count": script},
            {"output_type": script, "data": {"text/html": script}},
        ]
    )
    unknown = from_dict({"cell_type": "other", "type": script, "source": script, "metadata": {}})
    raw = v4.new_raw_cell(f'{script}<img src="{BEACON}/raw">', metadata={"raw_mimetype": "text/html"})
    attached = v4.new_markdown_cell("![x](attachment:a.png)", attachments={"a.png": {"image/svg+xml": "PHN2Zz4="}})
    named = v4.new_markdown_cell("x", id="x")
    named.id = f'"><script>{RAN}</script>'
    cells = [clean(code, "code"), *(clean(cell) for cell in (unknown, raw, attached, named))]

    ran, links, requests, _ = looked(page, notebook_of(*cells))

    assert (ran, links, requests) == (False, [], set())


def test_ordinary_markdown_stays_as_it_is():
    text = (
        "# Why\n\nThe loss is **small**, the *slope* is not: `x = w[0]`, $w<0$, $x_i < 3$, 2 < 3 > 1 & so on.\n\n"
        "- one\n- two\n  1. three\n\n> as it says in [the book](https://example.org/a?b=1&c=2#d)\n\n"
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```python\nif w[0] < 0:\n    w = -w  # <- here\n```\n\n"
        "$$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\left(\\frac{\\partial L}{\\partial w}\\right)$$\n\n"
        "See https://example.org and [this][1].\n\n[1]: https://example.org/x"
    )
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("where a<b and c>d", "where a< b and c>d"),
        ("$a<b$", "$a< b$"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<https://example.org>.", " https://example.org ."),
        ("![a plot](https://example.org/x.png)", "! [a plot](https://example.org/x.png)"),
        ("one<br>two", "one< br>two"),
    ],
)
def test_what_could_begin_something_gets_a_space(text, readable):
    assert shown(text) == readable


def test_a_picture_that_is_attached_is_shown():
    text = "My way: ![image.png](attachment:image.png)"
    cell = clean(v4.new_markdown_cell(text, attachments={"image.png": {"image/png": PIXEL}}))

    assert cell.source == text
    assert f"data:image/png;base64,{PIXEL}" in formgrader_page(notebook_of(cell))


def test_what_is_too_long_to_be_looked_through_is_shown_as_typed():
    text = "word " * 5000
    assert shown(text) == f"{AS_TYPED}\n\n```\n{text}\n```"


def test_a_heading_does_not_take_the_field_for_the_points():
    assert shown("# answer") == f"{AS_TYPED}\n\n```\n# answer\n```"
    assert shown("# An answer") == "# An answer"


@pytest.mark.parametrize("kind", WORDS)
def test_a_fence_ends_where_it_should(kind):
    page = formgrader_page(notebook_of(v4.new_markdown_cell(f"{AS_TYPED}\n\n{fenced(WORDS[kind])}\n\nthe end")))

    assert "<p>the end</p>" in page
    assert not may_act(fenced(WORDS[kind]), {}, ())


@pytest.mark.parametrize("kind", MARKDOWN)
def test_both_looks_would_each_be_enough(kind):
    """What is disarmed needs no second look but for names of fields, and the second look sees what was not disarmed."""
    assert not may_act(disarmed(MARKDOWN[kind]), {}, ())


def test_a_comment_says_the_status_the_words_and_the_sentence():
    comment = comment_of("not_started", "ValueError: two\nlines", "Under which `with`, and is e**2 < 1?\nSo.", "")

    assert comment == "not started\n\n```\nValueError: two\nlines\n```\n\nUnder which `with`, and is e**2 < 1?\n\nSo."
    assert comment_of("fail", "", "Why?") == "fail\n\nWhy?"
