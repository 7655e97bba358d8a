"""What is done with drafts; none of it counts for the office, so the trail has no word of it."""

from app.services.foundation.intentions import LOGGED, Intention

KEEP = Intention("draft.keep", "暂存草稿", "draft:write", LOGGED)
DROP = Intention("draft.drop", "删除草稿", "draft:write", LOGGED)
