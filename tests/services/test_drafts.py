"""What was typed and not saved is kept for who typed it, leaves no trace in the trail, and goes when it is dropped."""

from app.models.actor import Actor
from app.models.database import Database
from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.drafts.service import Drafts
from app.services.foundation.clock import FixedClock

PLACE = DraftPlace("suggestions.reply_dialog.ReplyDialog", "_card=3")
NOTE = DraftNote("登记回复", "JY2026-00003 青山县水利局", "suggestions", "2")


def entries(database: Database) -> int:
    with database.read() as session:
        return int(session.connection().exec_driver_sql("select count(*) from audit_entry").scalar() or 0)


def test_the_newest_typing_of_a_form_is_kept_with_its_time_and_record(
    database: Database, clock: FixedClock, actor: Actor
) -> None:
    drafts, before = Drafts(database, clock), entries(database)
    drafts.keep(actor, PLACE, NOTE, {"summary": "已清"})
    drafts.keep(actor, PLACE, NOTE, {"summary": "已清淤"})
    (kept,) = drafts.of(actor.name)
    assert kept == drafts.find(actor.name, PLACE)
    assert (kept.fields, kept.note, kept.at) == ({"summary": "已清淤"}, NOTE, "2026-11-22 09:00")
    assert entries(database) == before  # nobody has said that it shall count


def test_drafts_of_one_person_are_not_anothers(database: Database, clock: FixedClock, actor: Actor) -> None:
    drafts = Drafts(database, clock)
    drafts.keep(actor, PLACE, NOTE, {"summary": "已清淤"})
    other = Actor("李某")
    assert drafts.of(other.name) == ()
    assert drafts.find(other.name, PLACE) is None
    drafts.drop(other, PLACE)
    assert drafts.find(actor.name, PLACE) is not None


def test_what_was_typed_before_anybody_gave_a_name_is_offered_to_who_comes(
    database: Database, clock: FixedClock, actor: Actor
) -> None:
    drafts = Drafts(database, clock)
    drafts.keep(Actor(""), PLACE, NOTE, {"summary": "已清淤"})
    assert drafts.find(actor.name, PLACE) is not None
    drafts.drop(actor, PLACE)
    assert drafts.of(actor.name) == ()


def test_dropping_what_is_not_there_writes_nothing(database: Database, clock: FixedClock, actor: Actor) -> None:
    drafts = Drafts(database, clock)
    before = database.writes
    drafts.drop(actor, PLACE)
    assert database.writes == before


def test_forms_and_records_have_drafts_of_their_own(database: Database, clock: FixedClock, actor: Actor) -> None:
    drafts = Drafts(database, clock)
    other = DraftPlace(PLACE.form, "_card=4")
    drafts.keep(actor, PLACE, NOTE, {"summary": "一"})
    drafts.keep(actor, other, NOTE, {"summary": "二"})
    drafts.drop(actor, PLACE)
    assert [draft.fields["summary"] for draft in drafts.of(actor.name)] == ["二"]
