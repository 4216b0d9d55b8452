"""Copy the figures of docs/scorecard.md into the table of README.md. `make scorecard` runs it after scoring."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| (\w+) \| \d+ \| ([\d.]+) \([^)]*\) \| ([\d.]+) \([^)]*\) \| ([\d.]+) \(", re.MULTILINE)
TABLE = re.compile(r"(?<=\| set \| precision \| recall \| F1 \|\n\|---\|---\|---\|---\|\n)(?:\|.*\n)*")


def rows(scorecard: str) -> str:
    """The overview of the scorecard as rows of the README's table, to two digits."""
    found = ROW.findall(scorecard)
    return "".join(f"| {name} | {' | '.join(f'{float(figure):.2f}' for figure in figures)} |\n" for name, *figures in found)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    figures = rows((ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8"))
    readme.write_text(TABLE.sub(figures, readme.read_text(encoding="utf-8"), count=1), encoding="utf-8")
