"""What these tests share: one course with all its releases, as `gradkit course` and nbgrader make it."""

import pytest

from tests.nbgrader.commands import done


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """The folder of a course with the eight labs released."""
    folder = tmp_path_factory.mktemp("course")
    done("gradkit course .", folder)
    done("nbgrader generate_assignment '*'", folder)
    return folder
