"""``python -m tui`` does what ``guildbook`` does."""

from __future__ import annotations

from tui.main import entry

if __name__ == "__main__":
    entry()
