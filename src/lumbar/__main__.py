"""Where the program starts."""

import sys

from lumbar.cli import run


def main() -> None:
    """Run what the command line asks for and end the program with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
