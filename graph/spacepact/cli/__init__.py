"""The command line: it parses, calls the library and prints. Nothing heavy is imported before a command runs."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code: 0 fine, 1 the data does not conform, 2 bad input, 130 interrupted."""
    try:
        from spacepact.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        print("spacepact: stopped; what was there before is as it was.", file=sys.stderr)
        code = 130
    sys.exit(code)
