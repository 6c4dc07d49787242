"""Keys of one's own, and the list of all there are."""

from __future__ import annotations

import pkgutil
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from textual.dom import DOMNode

import screens
import tui
from tui.keybindings import conflicts as clashes
from tui.keybindings.keymap import Keymap, cannot_be, read, usable
from tui.keybindings.registry import DIALOGS, PARTS, SHARED, bindings, class_at, ids, places
from tui.main import main
from tui.shell import launcher as start


def understood(file: Path, text: str) -> Keymap:
    file.write_text(f"[keys]\n{text}", encoding="utf-8")
    return clashes.settled(read(file))


# -- what is bound where -----------------------------------------------------------------------------


def every_class() -> set[type[DOMNode]]:
    """Every class of ours that binds keys, once everything is imported."""
    for module in pkgutil.walk_packages([*screens.__path__], "screens."):
        import_module(module.name)
    for module in pkgutil.walk_packages([*tui.__path__], "tui."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found, waiting = set(), [DOMNode]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.split(".")[0] in ("screens", "tui") and kind.__dict__.get("BINDINGS"):
                found.add(kind)
    return found


def test_no_place_with_keys_is_left_out() -> None:
    told = {name for place in places() for name in bindings(place.kind)}
    told |= {name for paths in DIALOGS.values() for path in paths for name in bindings(class_at(path))}
    for kind in every_class():
        assert set(bindings(kind)) <= told, kind


def test_every_key_has_a_name_and_says_what_it_does_and_what_is_gained() -> None:
    for kind in every_class():
        for binding in kind.__dict__["BINDINGS"]:
            assert binding.system or (binding.id and binding.description and binding.tooltip), (kind, binding)


def test_no_key_is_bound_that_terminals_keep_for_themselves() -> None:
    for place in places():
        for key in place.keys:
            assert all(usable(one)[1] == "" for one in key.keys), key


def test_a_name_means_one_thing_wherever_it_is_bound() -> None:
    for found in ids().values():
        assert len({(key.does, key.gained, key.keys) for _, key in found}) == 1, found


# -- what is wished for ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "key"),
    [("p", "p"), ("P", "P"), (">", "greater_than_sign"), ("ctrl+t", "ctrl+t"), ("Ctrl-T", "ctrl+t"), ("F2", "f2"),
     ("space", "space"), ("esc", "escape"), ("/", "slash"), (",", "comma"), ("é", "é"), ("slash", "slash")],
)  # fmt: skip
def test_a_key_is_understood_as_people_write_it(typed: str, key: str) -> None:
    assert usable(typed) == (key, "")


@pytest.mark.parametrize(
    "typed",
    ["ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+b", "ctrl+c", "ctrl+v", "ctrl+z", "ctrl+w", "ctrl+enter",
     "shift+enter", "alt+a", "f10", "f11", "", " ", "nonsense", "ctrl+1", "\x07", "ctrl+ctrl"],
)  # fmt: skip
def test_a_key_that_must_not_be_bound_is_refused_with_a_reason(typed: str) -> None:
    assert usable(typed)[0] == ""
    assert usable(typed)[1]


def test_wishes_that_can_be_had_are_had(config: Path) -> None:
    found = understood(
        config,
        'calendar.plan = "p"\npipeline.add = "e"\npipeline.edit = "a"\n"app.palette" = ["ctrl+p", ":", "f4"]\n',
    )
    assert not found.troubles
    assert found.wanted == {
        "calendar.plan": "p", "pipeline.add": "e", "pipeline.edit": "a", "app.palette": "ctrl+p,colon,f4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ('calender.plan = "p"', "‘calender.plan’ is not the name of an action. Did you mean ‘calendar.plan’?"),
        ('app.undo = "ctrl+b"', cannot_be("app.undo", "ctrl+b", "tmux uses it")),
        ('form.save = "x"', cannot_be("form.save", "x", "letters are typed there")),
        ('calendar.plan = "e"', cannot_be("calendar.plan", "e", "calendar.edit uses it (Calendar)")),
        ('person.thank = "u"', cannot_be("person.thank", "u", "app.undo uses it (Week)")),
        ('costs.add = "j"', cannot_be("costs.add", "j", "list.down uses it (Costs)")),
        ('week.snooze = "shift+tab"', cannot_be("week.snooze", "shift+tab", "moving the focus uses it (Week)")),
        ('app.undo = "a"', cannot_be("app.undo", "a", "week.add uses it (Week)")),
        ('updates.copy = "d"', cannot_be("updates.copy", "d", "readers.delete uses it (Updates)")),
        (
            'library.add = "f2"\nlibrary.edit = "f2"',
            cannot_be("library.edit", "f2", "library.add uses it (Library)"),
        ),
        ("library.add = 3", 'library.add needs a key in quotes, or a list of them: library.add = "f2".'),
        ('library.add = ["a", 1]', 'library.add needs a key in quotes, or a list of them: library.add = "f2".'),
    ],
)
def test_what_cannot_be_had_is_told_and_stays_as_it_was(config: Path, text: str, trouble: str) -> None:
    found = understood(config, text)
    assert found.troubles == [trouble]
    assert trouble.split(maxsplit=1)[0] not in found.wanted


def test_when_one_of_two_that_change_places_cannot_the_other_stays_too(config: Path) -> None:
    found = understood(config, 'library.edit = "a"\nlibrary.add = "u"')
    assert found.wanted == {}
    assert len(found.troubles) == 2


@pytest.mark.parametrize(
    "text", ["[keys\n", "keys = 3", "\ufeff[keys]\ncalendar.plan = [", "[keys]\na.b = 'x'\na = 'y'"]
)
def test_a_broken_configuration_is_told_of_in_one_line(config: Path, text: str) -> None:
    config.write_text(text, encoding="utf-8")
    found = read(config)
    assert found.wanted == {}
    assert len(found.troubles) == 1
    assert "\n" not in found.in_one_line()


def test_what_is_no_text_at_all_is_told_of(config: Path) -> None:
    config.write_bytes(b"[keys]\ncalendar.plan = '\xff'")
    assert read(config).troubles


# -- reading it ---------------------------------------------------------------------------------------


def test_a_configuration_that_was_named_and_is_not_there_is_told_of(config: Path) -> None:
    keys = start.own_keys()
    assert keys
    assert keys.in_one_line().startswith("config.toml: cannot be read (No such file or directory).")


def test_where_nobody_wrote_a_configuration_nothing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GUILDBOOK_CONFIG", raising=False)
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path)
    assert start.own_keys() is None
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    assert start.own_keys() == Keymap(tmp_path / "config.toml", {}, [])


# -- on the command line -----------------------------------------------------------------------------


def test_every_key_is_printed_by_place(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text('[keys]\ncalendar.plan = "p"\n', encoding="utf-8")
    assert main(["keys"]) == 0
    told = capsys.readouterr().out
    assert "\nCalendar\n  x              Export " in told
    (line,) = (line for line in told.splitlines() if line.endswith("  [calendar.plan]"))
    assert line.split(maxsplit=1)[0] == "p"
    assert "(default: a)" in line
    for place in places():
        assert f"\n{place.name}\n" in f"\n{told}"
        assert all(f"[{key.id}]\n" in told for key in place.keys)


def test_the_list_of_keys_complains_of_what_cannot_be_had(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text('[keys]\nperson.thank = "u"\n', encoding="utf-8")
    assert main(["keys"]) == 1
    assert capsys.readouterr().err == f"{config}: {cannot_be('person.thank', 'u', 'app.undo uses it (Week)')}\n"


def test_the_configuration_to_begin_with_changes_nothing(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("", encoding="utf-8")
    assert main(["keys", "--config"]) == 0
    told = capsys.readouterr().out
    assert str(config) in told
    assert tomllib.loads(told) == {"keys": {}}
    lines = [line.removeprefix("# ") if " = " in line else line for line in told.splitlines()]
    config.write_text("\n".join(lines), encoding="utf-8")
    found = clashes.settled(read(config))
    assert not found.troubles
    assert {name: set(keys.split(",")) for name, keys in found.wanted.items()} == {
        name: set(usual[0][1].keys) for name, usual in ids().items()
    }


def test_nothing_is_called_by_a_name_that_is_not_there() -> None:
    for paths in (SHARED.values(), *(parts.values() for parts in PARTS.values()), *DIALOGS.values()):
        for path in paths:
            assert issubclass(class_at(path), DOMNode)
