"""The command line: it parses, calls the library and prints. Nothing heavy is imported before a command runs."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code: 0 fine, 1 the data does not conform, 2 bad input."""
    from spacepact.cli.app import run

    sys.exit(run(sys.argv[1:]))
