"""The command line, from its arguments to the exit status.

Next to nothing is imported here, not even ``typing``, so that ``--version`` answers at once: the commands are in
:mod:`tui.cli.registry`, each with its module.
"""

from __future__ import annotations

import os
import sys

from store import __version__
from store.core.errors import GuildbookError
from tui.cli.exit_status import BAD, DONE, INTERRUPTED, WRONG_USAGE, WrongUsage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def entry() -> None:
    """Be the program: answer, then leave at once.

    All is closed and flushed by then; to take the interpreter apart would take 10 ms after a short answer, and 25 after
    the app. Under Python's development mode, a debugger or coverage, which watch it to the end, it is taken apart.
    """
    status = main()
    if _watched():
        sys.exit(status)
    os._exit(status)


def _watched() -> bool:
    return sys.flags.dev_mode or sys.gettrace() is not None or "coverage" in sys.modules


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks.

    Args:
        argv: the arguments after ``guildbook``; those of the process unless given.

    Returns:
        The exit status: 0 done, 1 the book or the input is bad, 2 wrong usage.
    """
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    try:
        status = run(sys.argv[1:] if argv is None else argv)
        if sys.stdout:
            sys.stdout.flush()
    except SystemExit as asked:  # argparse leaves like this after --help and after wrong usage
        status = asked.code if isinstance(asked.code, int) else WRONG_USAGE
    except WrongUsage as wrong:
        status = _complain(str(wrong), WRONG_USAGE)
    except GuildbookError as error:
        status = _complain(str(error))
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:
        status = _after_system_error(error)
    except Exception as error:
        status = _complain(_unexpected(error))
    return _leave(status)


def run(argv: list[str]) -> int:
    """Run the command; returns the exit status.

    What is made for an answer, or before the first screen, is no garbage, and looking for some takes an eighth of a
    start: what stays longer looks for it again.
    """
    if argv == ["--version"]:  # known without all that the commands need
        print(f"guildbook {__version__}")
        return DONE

    import gc

    gc.disable()
    try:
        return _run_command(argv)
    finally:
        gc.enable()


def _run_command(argv: list[str]) -> int:
    from tui.cli.parser import parse
    from tui.shell.lazy_imports import import_msgspec

    args = parse(argv)
    import_msgspec()
    if args.command is None:
        from tui.cli.commands.open_app import open_app

        return open_app(args)
    status: int = args.run(args)
    return status


def _after_system_error(error: OSError) -> int:
    import errno

    if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
        return DONE  # the reader of our output had enough, as ‘head’ does
    if not error.strerror:  # not from the system: what it says may be anything the program had in hand
        return _complain(_unexpected(error))
    place = f"{error.filename}: " if error.filename else ""
    return _complain(f"{place}{error.strerror}. Check the file, its folder and the free space.")


def _unexpected(error: Exception) -> str:
    """The line for an error no one foresaw, without what it says: names of people may be among that."""
    try:
        from tui.shell.crash_report import command_message
        from tui.shell.launcher import theme_file

        return command_message(error, theme_file().parent)
    except Exception:  # whatever is broken may break this as well
        return f"unexpected error ({type(error).__name__}). Everything you saved is safe."


def _complain(message: str, status: int = BAD) -> int:
    if sys.stderr:
        from contextlib import suppress

        from store.core.text import one_line

        with suppress(OSError):
            print(f"guildbook: {one_line(message)}", file=sys.stderr)
    return status


def _leave(status: int) -> int:
    """Flush, so that nothing is left that could fail noisily while the interpreter shuts down."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            from contextlib import suppress

            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return status


def _prepare(stream: Any) -> None:
    """Let no character stop us: one the terminal cannot show becomes a question mark."""
    if hasattr(stream, "reconfigure"):
        try:
            if os.name == "nt" and not os.environ.get("PYTHONIOENCODING"):
                stream.reconfigure(encoding="utf-8", errors="replace")
            else:
                stream.reconfigure(errors="replace")
        except (OSError, ValueError):
            pass  # it stays as it is
