"""Each act on a result is taken back in turn, and the store stands as it stood before it, deadlines and all."""

from app.bootstrap import OpenDesk
from app.models.base import Base
from app.models.database import Database
from app.models.review_terms import FeedbackOutcome, VerificationOutcome
from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.review_results.rows import FeedbackDraft, ResultDraft, SendDraft, VerifyDraft
from tests.services.casework import HANDLER
from tests.services.review_results.conftest import DAY, REMINDER, Reviewing

TODAY = DAY("2026-11-22")
TABLES = (
    *("reverse_review", "review_result", "result_finding", "review_finding"),
    *("deadline", "referral", "attachment", "record_link"),
)
State = dict[str, list[tuple[object, ...]]]


def state(database: Database) -> State:
    """The rows an act on a result may touch, without their versions."""
    with database.engine.connect() as connection:
        found: State = {}
        for name in TABLES:
            table = Base.metadata.tables[name]
            columns = [column for column in table.columns if column.name != "version"]
            rows = connection.execute(table.select().with_only_columns(*columns).order_by(table.c.id))
            found[name] = [tuple(row) for row in rows]
        return found


def test_every_act_on_a_result_is_taken_back(desk: OpenDesk, database: Database, reviewing: Reviewing) -> None:
    service, review, before = reviewing.service, reviewing.review, [state(database)]
    acts: list[int] = []

    def done(written: Written) -> int:
        acts.append(written.act)
        before.append(state(database))
        return written.id

    def version() -> int:
        return service.row(result).version

    reviewing.approve()
    before = [state(database)]
    draft = ResultDraft(REMINDER, "提醒", "青山县公安局", is_outside=True, finding_ids=reviewing.findings[:2])
    result = done(service.prepare(HANDLER, review, draft))
    changed = ResultDraft(REMINDER, "提醒函", "青山县公安局", is_outside=True, finding_ids=reviewing.findings[:1])
    done(service.amend(HANDLER, result, version(), changed))
    done(service.send(HANDLER, result, version(), SendDraft(TODAY, "青检审视〔2026〕1号", DAY("2026-12-04"))))
    came = FeedbackDraft(TODAY, FeedbackOutcome.SUPPLEMENTED, "已补正", scan=reviewing.scan)
    done(service.register_feedback(HANDLER, result, version(), came))
    failed = VerifyDraft(TODAY, "李某", VerificationOutcome.NOT_SETTLED, "", "再函告", DAY("2026-12-20"))
    done(service.verify(HANDLER, result, version(), failed))
    done(service.register_feedback(HANDLER, result, version(), FeedbackDraft(TODAY, came.outcome, "又补正")))
    done(service.verify(HANDLER, result, version(), VerifyDraft(TODAY, "李某", VerificationOutcome.SETTLED)))
    done(service.reopen(HANDLER, result, version(), "又发现", DAY("2026-12-25")))
    training = done(service.prepare(HANDLER, review, ResultDraft("duty-inspection", "移送", "检务督察部")))
    done(service.send(HANDLER, training, service.row(training).version, SendDraft(TODAY)))
    done(service.settle(HANDLER, training, service.row(training).version, TODAY, "已研判"))
    dropped = done(service.prepare(HANDLER, review, draft))
    done(service.drop(HANDLER, dropped, service.row(dropped).version, "不发了"))
    lines = desk.history.lines(RecordType.REVERSE_REVIEW, review)
    assert [line.title for line in lines][-2:] == ["拟制审视结果", "取消拟制结果"]
    take_all_back(desk, database, acts, before)


def take_all_back(desk: OpenDesk, database: Database, acts: list[int], before: list[State]) -> None:
    for act, was in zip(reversed(acts), reversed(before[:-1]), strict=True):
        desk.history.take_back(HANDLER, act)
        now = state(database)
        assert {name for name in was if was[name] != now[name]} == set()
