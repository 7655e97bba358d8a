"""What the office can want of marks and masked names."""

from app.services.foundation.intentions import Intention

MARK = Intention("record.mark", "标记", "secrecy:mark")
SHIELD = Intention("record.shield", "遮蔽姓名", "secrecy:mark")
UNSHIELD = Intention("record.unshield", "不再遮蔽姓名", "secrecy:mark")
