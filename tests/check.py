"""Everything that must hold before a commit: `python -m tests.check`; `--quick` leaves out pages and browser."""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = (
    ("lint", ["ruff", "check", "."]),
    ("layout", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("imports", ["lint-imports"]),
)
NPM = ["npm", "--prefix", "tests/unit/js"]
JAVASCRIPT = (
    ("JavaScript packages", [*NPM, "ci", "--no-audit", "--no-fund"]),
    ("JavaScript lint", [*NPM, "run", "--silent", "lint"]),
    ("JavaScript layout", [*NPM, "run", "--silent", "format"]),
)


def main() -> int:
    """Run all of it, also past a failure, and say what failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.check", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="unit tests alone")
    parser.add_argument("--no-tests", action="store_true", help="no tests at all")
    asked = parser.parse_args()
    steps = [*PYTHON, *JAVASCRIPT]
    if not asked.no_tests:
        steps.append(("tests", ["pytest", *(["tests/unit"] if asked.quick else [])]))
    failed = []
    for name, command in steps:
        started = time.monotonic()
        program = shutil.which(command[0])
        print(f"── {name}: {' '.join(command)}", flush=True)
        if program is None or subprocess.run([program, *command[1:]], cwd=ROOT, check=False).returncode:
            source = "see CONTRIBUTING.md" if command[0] == "npm" else "requirements-dev.txt"
            failed.append(name if program else f"{name} ({command[0]} is not installed: {source})")
        print(f"── {name}: {time.monotonic() - started:.0f} s", flush=True)
    if failed:
        print("Failed: " + ", ".join(failed), file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    raise SystemExit(main())
