"""Another day for a whole test run, moved where the system tells the time, so that no test hangs on today's date.

The clock of the process and the times of files move together, as they do on a computer whose date was changed.
Programs that a test starts keep the true date.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from typing import Any

import time_machine

VARIABLE = "GUILDBOOK_TEST_DATE"
_TIMES = ("st_atime", "st_mtime", "st_ctime")


def move_to(day: date) -> None:
    """Let this process believe that it is noon of a day; from there its time goes on."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    _move_times_of_files(int((noon - datetime.now(UTC)).total_seconds()))
    time_machine.travel(noon, tick=True).start()


def _move_times_of_files(seconds: int) -> None:
    def moved(true: os.stat_result) -> os.stat_result:
        whole = list(true)
        whole[7:10] = [second + seconds for second in whole[7:10]]
        exact = {name: getattr(true, name) + seconds for name in _TIMES}
        exact |= {f"{name}_ns": getattr(true, f"{name}_ns") + seconds * 10**9 for name in _TIMES}
        others = {
            name: getattr(true, name) for name in ("st_blksize", "st_blocks", "st_rdev") if hasattr(true, name)
        }
        return os.stat_result(whole, exact | others)

    for name in ("stat", "lstat", "fstat"):
        asked = getattr(os, name)

        def ask(*args: Any, asked: Any = asked, **options: Any) -> os.stat_result:
            return moved(asked(*args, **options))

        setattr(os, name, ask)
    true_utime = os.utime

    def utime(path: Any, times: Any = None, *, ns: Any = None, **options: Any) -> None:
        if times is not None:
            true_utime(path, tuple(one - seconds for one in times), **options)
        elif ns is not None:
            true_utime(path, ns=tuple(one - seconds * 10**9 for one in ns), **options)
        else:
            true_utime(path, **options)

    os.utime = utime
