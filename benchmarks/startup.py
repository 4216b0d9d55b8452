"""What it costs to start: `spacepact query NAME` from start to finish, against `python -c "import rdflib"`.

    python benchmarks/startup.py [--runs 15]

Builds the seeds into a temporary folder, runs the commands in turn, and prints the median of each in milliseconds of wall time.
Exits with 1 where asking costs more than importing rdflib.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "graph"))


def main() -> int:
    """Measure and print; 0 where `spacepact query` is the quicker."""
    from spacepact import pipeline

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build([ROOT / "seeds"], Path(folder) / "build")
        query = [sys.executable, "-m", "spacepact", "query", "partners", "-g", str(Path(folder) / "build")]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "spacepact --version": [sys.executable, "-m", "spacepact", "--version"],
            "spacepact query partners": query,
            "spacepact query partners --format csv": [*query, "--format", "csv"],
            'python -c "import rdflib"': [sys.executable, "-c", "import rdflib"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(_timed(command))
    for name, seconds in times.items():
        print(f"{statistics.median(seconds) * 1000:6.0f} ms  {name}")
    return int(statistics.median(times["spacepact query partners"]) > statistics.median(times['python -c "import rdflib"']))


def _timed(command: list[str]) -> float:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
