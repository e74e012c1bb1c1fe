"""`python -m autograder` is `gradkit`."""

import sys

from autograder.environment import trouble

if __name__ == "__main__":
    line = trouble()
    if line:
        print(line, file=sys.stderr)
        sys.exit(2)
    from autograder.cli import main

    sys.exit(main())
