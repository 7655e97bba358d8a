"""list reverse-reviews: the promised fields, exact filters, and the state as an earlier day knew it."""

from pathlib import Path

import pytest

from app.bootstrap import Shop
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.review_terms import FindingVerdict, ReviewBody, ReviewKind, TriggerList
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.reverse_reviews.rows import ConclusionDraft, ReviewDraft
from app.services.review_findings.rows import FindingDraft, RestDraft
from tests.commands.conftest import Command
from tests.services.review_records import lay_case

CLERK = Actor("张某")


@pytest.fixture
def store(command: Command, store_path: Path, clock: FixedClock, resources: Resources) -> Command:
    """A review of one case, concluded on 15 November with one error; an analysis of another, begun on the 18th."""
    command("init", "--office", "青山县人民检察院", "--short", "青检")
    desk = Shop(clock, resources).open(store_path)
    first, second = lay_case(desk._database, 1), lay_case(desk._database, 2)
    reviews, findings = desk.reverse_reviews, desk.review_findings
    said = ReviewDraft(
        ReviewKind.CASE, PartialDate("2026-11-02"), case_ids=(first,), handler="李某", trigger="刑事申诉"
    )
    review = reviews.open(CLERK, said).id
    other = ReviewDraft(
        ReviewKind.CASE, PartialDate("2026-11-18"), TriggerList.ANALYSIS, case_ids=(second,), handler="孙某"
    )
    reviews.open(CLERK, other)
    error = FindingDraft(
        dimension="证据采信",
        stage="审判",
        body=ReviewBody.COURT,
        verdict=FindingVerdict.ERROR,
        found_on=PartialDate("2026-11-10"),
        fact="采信了没有见证人签名的搜查笔录",
        provision="刑事诉讼法第一百四十条",
    )
    findings.add(CLERK, review, error)
    findings.mark_rest(CLERK, review, RestDraft(PartialDate("2026-11-12")))
    version = reviews.card(CLERK, review).version
    reviews.conclude(CLERK, review, version, ConclusionDraft(PartialDate("2026-11-15"), "采信证据有误"))
    desk.close()
    return command


def test_reviews_carry_every_promised_field(store: Command) -> None:
    first, second = store("list", "reverse-reviews", "--json").json
    promised = {"id", "number", "kind", "trigger", "case", "started_on", "findings", "state", "due_on", "lamp", "list"}
    assert first.keys() >= promised
    assert (first["id"], first["kind"], first["list"], first["trigger"]) == (
        "FS2026-00001",
        "个案",
        "反向审视",
        "刑事申诉",
    )
    assert (first["case"], first["findings"], first["errors"], first["flaws"]) == ("赵某1盗窃案", 1, 1, 0)
    assert (first["state"], first["lamp"], first["number"], first["due_on"]) == ("落实中", "正常", None, None)
    assert (second["list"], second["state"], second["findings"]) == ("逐案分析", "审视中", 0)


def test_an_earlier_day_knew_neither_the_finding_nor_the_conclusion(store: Command) -> None:
    def known(day: str) -> tuple[str, int]:
        first, _second = store("list", "reverse-reviews", "--as-of", day, "--json").json
        return first["state"], first["findings"]

    assert known("2026-11-09") == ("审视中", 0)
    assert known("2026-11-14") == ("审视中", 1)
    assert known("2026-11-15") == ("落实中", 1)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("清单=逐案分析", ["FS2026-00002"]),
        ("state=落实中", ["FS2026-00001"]),
        ("审视人=李某", ["FS2026-00001"]),
        ("findings=1", ["FS2026-00001"]),
        ("case=赵某2盗窃案", ["FS2026-00002"]),
        ("类型=综合", []),
    ],
)
def test_reviews_are_narrowed_by_key_or_title(store: Command, condition: str, found: list[str]) -> None:
    listed = store("list", "reverse-reviews", "--where", condition, "--json").json
    assert [each["id"] for each in listed] == found


def test_the_list_is_readable_without_json_and_search_finds_reviews(store: Command) -> None:
    said = store("list", "reverse-reviews").said
    assert "发现问题数" in said
    assert "共 2 条，截至 2026-11-22。" in said
    assert store("list", "reverse-reviews", "--overdue", "--json").json == []
    (hit,) = store("search", "搜查笔录", "--json").json
    assert (hit["id"], hit["type"]) == ("FS2026-00001", "反向审视")
    assert store("search", "王某", "--json").json == []
