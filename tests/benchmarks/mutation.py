"""Measure what the tests of the store notice: mutants of one operator or number each; run it by hand.

    python -m tests.benchmarks.mutation --seed 41 --number 200 [--only store/finance]

The mutants are drawn at random from all modules of the store, in a copy of the checkout, and tried one after the other.
Each meets the tests of its package (:func:`tests_of`), those of its own module first, until one fails. A test process is a
fork of this one, which has the slow imports behind it, and is stopped after half a minute of CPU time, so that a busy machine kills
no mutant. What lived is printed: it is equivalent, or a test is missing.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import io
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).parents[2]
LEFT_OUT = ("store/demo/words.py",)
"""Words of the sample, no logic."""
CPU_SECONDS, WALL_SECONDS = 30, 400
PASSED, FOUND_NOTHING = 0, 5
PRELOADED = (
    "hypothesis",
    "msgspec",
    "tinydb",
    "dateutil.rrule",
    "icalendar",
    "openpyxl",
    "textual.app",
    "time_machine",
    "zoneinfo",
)
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """The module, by its path in the checkout, and which of its places is changed."""

    module: str
    number: int


def places(tree: ast.AST) -> Iterator[ast.AST]:
    """What can be changed: comparisons, sums, and/or, not, whole numbers."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(ops=[first, *_]) if type(first) in SWAPS:
                yield node
            case ast.BinOp(op=op) | ast.BoolOp(op=op) if type(op) in SWAPS:
                yield node
            case ast.UnaryOp(op=ast.Not()) | ast.Constant(value=int()):
                if not isinstance(node, ast.Constant) or type(node.value) is int:
                    yield node


def mutated(source: str, number: int) -> tuple[str, str]:
    """The source with one place changed, and what was changed."""
    tree = ast.parse(source)
    node = list(places(tree))[number]
    before = ast.unparse(node)
    match node:
        case ast.Compare():
            node.ops[0] = SWAPS[type(node.ops[0])]()
        case ast.BinOp() | ast.BoolOp():
            node.op = SWAPS[type(node.op)]()
        case ast.Constant():
            node.value += 1
        case ast.UnaryOp():
            node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    return ast.unparse(ast.fix_missing_locations(tree)), f"line {node.lineno}: {before} → {ast.unparse(node)}"


def tests_of(module: str) -> list[str]:
    """The tests of a module's package, the module's own first.

    A module without a file of its own is also tested where it is imported by tests of a neighbour. Records are used by
    all tests, and tested by those of the fields.
    """
    path = Path(module)
    own = ROOT / "tests" / path.with_name(f"test_{path.name}")
    folder = next(folder for folder in own.parents if folder.exists())  # a package in a package may have one file
    found = [file for file in (own, folder / f"test_{path.parent.name}.py") if file.exists()]
    if not own.exists() and path.parts[1] != "model":
        name = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        found += [file for file in sorted((ROOT / "tests/store").rglob("test_*.py")) if name in file.read_text()]
    found += sorted(folder.rglob("test_*.py"))
    return [str(file.relative_to(ROOT)) for file in dict.fromkeys(found)]


class Unshrunk:
    """A plugin of pytest: a random example that fails is not made smaller first."""

    def pytest_sessionstart(self) -> None:
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "unshrunk", settings.get_profile(settings.get_current_profile_name()), phases=phases
        )
        settings.load_profile("unshrunk")


def try_tests(root: Path, tests: list[str], *options: str, keep_bytecode: bool = False) -> tuple[int | str, str]:
    """The exit code of pytest in a process of its own, or ``time``, and the test that failed."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        signal.alarm(WALL_SECONDS)
        sys.dont_write_bytecode = not keep_bytecode
        os.chdir(root)
        sys.path.insert(0, str(root))
        os.environ["PYTHONPATH"] = str(root)
        for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
            del sys.modules[name]
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            code = pytest.main(
                ["-x", "-n0", "-q", "-rfE", "--tb=no", "-p", "no:cacheprovider", *options, *tests], [Unshrunk()]
            )
        failed = [line for line in out.getvalue().splitlines() if line.startswith(("FAILED", "ERROR"))]
        os.write(writing, "".join(failed)[:300].encode())
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as answer:
        failed_test = answer.read()
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return ("time" if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)), failed_test


def drawn(seed: int, number: int, only: str = "") -> list[Mutant]:
    """So many mutants of the store, the same ones for the same seed."""
    modules = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "store").rglob("*.py"))
    everything = [
        Mutant(module, place)
        for module in modules if module not in LEFT_OUT and module.startswith(only)
        for place in range(len(list(places(ast.parse((ROOT / module).read_text())))))
    ]  # fmt: skip
    print(f"{len(everything)} places in {len(modules)} modules", flush=True)
    return random.Random(seed).sample(everything, min(number, len(everything)))


def main() -> None:
    """Draw, try, and tell who lived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--only", default="", help="modules whose path begins so")
    args = parser.parse_args()
    for name in PRELOADED:
        importlib.import_module(name)
    lived = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache"))
        try_tests(copy, ["tests/store"], "--collect-only", keep_bytecode=True)
        mutants = drawn(args.seed, args.number, args.only)
        for mutant in mutants:
            path = copy / mutant.module
            source, times = path.read_text(), path.stat()
            changed, what = mutated(source, mutant.number)
            path.write_text(changed)
            code, failed = try_tests(copy, tests_of(mutant.module))
            path.write_text(source)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # its bytecode holds again
            assert code != FOUND_NOTHING, mutant
            lived += code == PASSED
            print(
                f"{'lived ' if code == PASSED else 'killed'} {mutant.module} {what}  [{code} {failed}]", flush=True
            )
    print(f"{len(mutants) - lived} of {len(mutants)} mutants killed")


if __name__ == "__main__":
    main()
