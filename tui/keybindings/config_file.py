"""Where the configuration is looked for.

Most people have none, so nothing else is imported to find that out.
"""

from __future__ import annotations

import os
from pathlib import Path

CONFIG_VARIABLE = "GUILDBOOK_CONFIG"


def config_file() -> Path:
    """Where the configuration is.

    Where the variable says, or in the user's folder for such things.
    """
    if named := os.environ.get(CONFIG_VARIABLE):
        return Path(os.path.expanduser(named))  # noqa: PTH111 - no error for an unknown home
    from platformdirs import user_config_path

    return user_config_path("guildbook", appauthor=False) / "config.toml"


def wanted_config() -> Path | None:
    """The configuration to be read.

    None where there is none, but also one that was named and is not there.
    """
    file, named = config_file(), os.environ.get(CONFIG_VARIABLE)
    return file if file.is_file() or (named and named != os.devnull) else None
