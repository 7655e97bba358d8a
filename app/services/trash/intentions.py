"""What the office can want of the trash."""

from app.services.foundation.intentions import ASKED_FOR, Intention

REMOVE = Intention("trash.remove", "移入回收站", "trash:remove")
FETCH_BACK = Intention("trash.fetch_back", "从回收站取回", "trash:remove")
DELETE_FOR_GOOD = Intention("trash.delete_for_good", "彻底删除", "trash:delete_for_good", ASKED_FOR)
