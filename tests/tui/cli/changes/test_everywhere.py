"""What holds on every system, as far as one system can show it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
ON_UNIX_ONLY = {ROOT / "tui" / "shell" / "terminal" / "terminal_driver.py"}
"""Imported only where Textual has chosen its driver for Unix, which this one is made from."""
MODULES = sorted(
    {path for floor in ("store", "screens", "tui") for path in (ROOT / floor).rglob("*.py")} - ON_UNIX_ONLY
)
UNIX_MODULES = {
    "fcntl",
    "termios",
    "tty",
    "pty",
    "resource",
    "pwd",
    "grp",
    "syslog",
    "curses",
    "readline",
    "posix",
    "crypt",
}
UNIX_NAMES = {
    "os": {
        "fork", "forkpty", "setsid", "setpgrp", "killpg", "getuid", "geteuid", "getgid", "getpgid", "uname", "chown", "lchown",
        "fchown", "fchmod", "mkfifo", "openpty", "statvfs", "sync", "nice", "WNOHANG", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC",
        "pread", "pwrite", "register_at_fork", "sched_getaffinity", "getloadavg", "waitpid", "WUNTRACED",
    },
    "signal": {"SIGKILL", "SIGSTOP", "SIGTSTP", "SIGCONT", "SIGHUP", "SIGWINCH", "SIGUSR1", "SIGPIPE", "SIGALRM", "alarm"},
    "time": {"tzset"},
    "asyncio": {"add_signal_handler"},
}  # fmt: skip


def unguarded(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that run only where the system was asked for first."""
    for node in ast.iter_child_nodes(tree):
        asked = isinstance(node, ast.If) and {"sys.platform", "os.name"} & {
            ast.unparse(part) for part in ast.walk(node.test) if isinstance(part, ast.Attribute)
        }
        if isinstance(node, ast.If) and asked:
            for other in node.orelse:
                yield other
                yield from unguarded(other)
        else:
            yield node
            yield from unguarded(node)


def unix_only(path: Path) -> Iterator[str]:
    for node in unguarded(ast.parse(path.read_text("utf-8"))):
        modules: set[str] = set()
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            modules = {*names}
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            modules = {node.module or ""}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            names = [f"{node.value.id}.{node.attr}"]
        else:
            continue
        for name in names:
            owner, _, last = name.rpartition(".")
            if (name in modules and name.partition(".")[0] in UNIX_MODULES) or last in UNIX_NAMES.get(owner, ()):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {name}"


def test_nothing_is_called_that_only_unix_has() -> None:
    assert [found for path in MODULES for found in unix_only(path)] == []


def test_the_search_finds_what_it_is_for(tmp_path: Path) -> None:
    bad = ROOT / "tests" / "support" / "terminals" / "terminal.py"
    assert {line.split()[-1] for line in unix_only(bad)} >= {
        "pty",
        "fcntl",
        "termios",
        "os.waitpid",
        "signal.SIGKILL",
    }


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_terminal_that_cannot_show_a_letter_gets_another(encoding: str, tmp_path: Path) -> None:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
    book = tmp_path / "b.json"
    asked = f"""
import sys
from tui.main import main
for words in (["demo", "--write", {str(book)!r}], ["week"], ["people"], ["calendar"], ["update", "--for", "samir"], ["launch"],
              ["health"], ["library"], ["costs"], ["pitch", "--depth", "full"], ["charter"], ["person", "mateo"], ["update", "--help"]):
    status = main(words if words[0] == "demo" else [*words, "--book", {str(book)!r}])
    assert status == 0, (words, status)
"""
    done = subprocess.run([sys.executable, "-c", asked], env=settings, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Mateo" in done.stdout.decode(encoding)
