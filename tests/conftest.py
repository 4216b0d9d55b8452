"""What every test runs under: a fixed width, no colour, UTF-8, and no project of the person who runs the tests."""

import os

os.environ.update(COLUMNS="120", NO_COLOR="1", PYTHONUTF8="1")
for name in ("SPACEPACT_PROJECT", "FORCE_COLOR"):
    os.environ.pop(name, None)
