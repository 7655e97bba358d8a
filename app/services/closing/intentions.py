"""What the office can want at the end of a matter, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

CLOSE = Intention("matter.close", "办结", "matter:close")
CONVERT = Intention("matter.convert", "转为案件", "matter:close")
REFER = Intention("matter.refer", "内部移送线索并结案", "matter:close")
TERMINATE = Intention("matter.terminate", "终结审查", "matter:close")
REOPEN = Intention("matter.reopen", "重新办理（复查救济）", "matter:close")
ARCHIVE = Intention("matter.archive", "归档", "matter:archive")
