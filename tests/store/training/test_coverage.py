"""Who can train which topic, and the topics that hang on one person."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.book.book import Book
from store.core.record import Record
from store.model.people import Volunteer
from store.model.stages import Stage
from store.model.training import Level
from store.people.stages import MEMBERS, STAGES
from store.training.coverage import coverage
from store.training.readiness import (
    LEVELS,
    same_topic,
)
from tests.store.people.test_departments import hold
from tests.support.making import TODAY, department, fill, move, person, step

# -- coverage ----------------------------------------------------------------------------------


def test_who_can_train_what(book: Book, ann: Volunteer) -> None:
    bo = person("bo", topics=("Feedback",))
    cy = person("cy", topics=("Knots",), department="it")  # interested only: trains no one yet
    fill(book, bo, move("bo", "core", 9), cy)
    fill(book, step("certified"), step("co_delivered", who="bo"))
    found = coverage(book, TODAY)
    assert found.topics == {"excel": "Excel", "feedback": "Feedback", "knots": "Knots"}
    assert found.departments == {"it": "IT", "": "no department"}
    (trainer,) = found.at("excel", "it")
    assert (trainer.volunteer.id, trainer.certified, trainer.trains) == ("ann", True, True)
    (learner,) = found.at("excel", "")
    assert (learner.volunteer.id, learner.trains) == ("bo", False)
    assert found.gaps() == ["knots"]
    assert {topic: [v.id for v in who] for topic, who in found.candidates.items()} == {"knots": ["cy"]}
    assert found.at_risk() == ["excel", "feedback"]


def test_who_is_certified_counts_without_naming_the_topic(book: Book, ann: Volunteer) -> None:
    fill(book, person("bo"), move("bo", "core", 9))
    fill(book, step("certified", who="bo"))
    found = coverage(book, TODAY)
    assert [t.volunteer.id for t in found.trainers("excel")] == ["ann", "bo"]
    assert found.at_risk() == []


def test_topics_are_put_by_risk_and_wanted_ones_first(book: Book, ann: Volunteer) -> None:
    bo = person("bo", topics=("Feedback", "Excel"))
    cy = person("cy", topics=("Knots", "Zither", "Origami"))  # no department, and no member yet
    fill(book, bo, move("bo", "core", 9), cy, step("certified", topic="Reading", who="bo"))
    found = coverage(book, TODAY)
    assert found.by_risk({"zither", "reading"}) == {
        "unmet": ["zither"],
        "single": ["reading", "feedback"],
        "none": ["knots", "origami"],
        "covered": ["excel"],
    }
    assert [v.id for v in found.coming("knots", "")] == ["cy"]
    assert found.coming("knots", "it") == []


people = st.lists(
    st.tuples(
        st.sampled_from(STAGES),
        st.sampled_from(["", "it", "ops", "gone"]),
        st.sets(st.sampled_from(["Excel", "excel ", "Feedback", "Knots"])),
        st.dictionaries(st.sampled_from(["Excel", "Knots"]), st.sampled_from(LEVELS)),
    ),
    max_size=12,
)


@given(people=people)
def test_coverage_agrees_with_a_plain_count(
    scratch: Book, people: list[tuple[Stage, str, set[str], dict[str, Level]]]
) -> None:
    records: list[Record] = [department("it", "IT"), department("ops")]
    for number, (stage, home, named, steps) in enumerate(people):
        who = f"v{number}"
        records += [
            Volunteer(id=who, name=who, department=home, topics=tuple(sorted(named))),
            move(who, stage, 9),
            *(step(level, who=who, topic=topic) for topic, level in steps.items()),
        ]
    hold(scratch, *records)
    found = coverage(scratch, TODAY)
    for topic in ("excel", "feedback", "knots"):
        can = {
            f"v{number}"
            for number, (stage, _, named, steps) in enumerate(people)
            if stage in MEMBERS
            and (
                topic in {same_topic(t) for t in named}
                or any(same_topic(t) == topic and level == "certified" for t, level in steps.items())
            )
        }
        assert sorted(t.volunteer.id for t in found.trainers(topic)) == sorted(can)
        known = topic in found.topics
        assert (topic in found.at_risk()) == (len(can) == 1)
        assert (topic in found.gaps()) == (known and not can)
    shown = [t.volunteer for cell in found.cells.values() for t in cell]
    assert {column for _, column in found.cells} <= {*found.departments}
    assert all(people[int(v.id[1:])][0] in MEMBERS for v in shown)
