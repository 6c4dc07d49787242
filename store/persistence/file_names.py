"""Names that a system keeps for itself, or takes for something else than a file."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from store.core.errors import Unusable

ON_WINDOWS = os.name == "nt"
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})
"""Devices of Windows; no file has such a name there, whatever its ending."""


def windows_objection(name: str) -> str:
    """Why Windows would not keep a file under this name, in words; nothing where it would.

    A colon is the worst: what is written goes into a hidden stream of a file of another name.
    """
    if forbidden := sorted(set(re.findall(r'[<>:"/\\|?*]', name))):
        return f"Windows does not allow {' '.join(forbidden)} in a file name"
    if name[-1:] in (".", " "):
        return "Windows does not allow a full stop or a space at the end of a file name"
    device = name.split(".", maxsplit=1)[0].rstrip()
    return f"Windows reserves the name ‘{device}’ for a device" if device.casefold() in RESERVED else ""


def require_possible_name(path: Path) -> None:
    """Refuse on Windows a name under which it would keep no file.

    Raises:
        Unusable: ``strerror`` says why.
    """
    if ON_WINDOWS and (objection := windows_objection(path.name)):
        raise Unusable(errno.EINVAL, objection, str(path))
