"""Commands printed for copying: words as the shell of this system takes them."""

from __future__ import annotations

import os
import re
import shlex

ON_WINDOWS = os.name == "nt"


def shell_word(text: str) -> str:
    """One word of a command, in quotation marks where the shell needs them.

    On Windows as both cmd.exe and PowerShell read it: in double quotation marks, which no file's name holds there. Only a
    name with ``$`` or a backtick, which PowerShell would replace, is written for PowerShell alone.
    """
    if not ON_WINDOWS:
        return shlex.quote(text)
    if re.search(r"[$`]", text):
        quoted = text.replace("'", "''")
        return f"'{quoted}'"
    return text if re.fullmatch(r"[\w.:\\/+-]+", text) else f'"{text}"'
