"""The document about a verdict as a page: a single file without a script, that needs no network."""

from autograder.teaching.explain import wording
from autograder.teaching.explain.document import Code, Document, Folded, Pairs, Table
from autograder.teaching.pages.rendering import rendered


def page_of(document: Document, *, is_for_student: bool) -> str:
    """Return the page of a document; one that is not for a student says so."""
    kinds = {Code: "code", Pairs: "pairs", Folded: "folded", Table: "table", str: "text"}
    return rendered(
        "explain.html",
        document=document,
        kind=lambda block: kinds.get(type(block), "text"),
        warning="" if is_for_student else wording.FOR_INSTRUCTORS,
    )
