"""What the office can want of marks and masked names."""

from app.services.foundation.intentions import LOGGED, Intention

MARK = Intention("record.mark", "标记", "secrecy:mark")
SHIELD = Intention("record.shield", "遮蔽姓名", "secrecy:mark")
UNSHIELD = Intention("record.unshield", "不再遮蔽姓名", "secrecy:mark")
READ = Intention("record.read_confidential", "阅看工作秘密记录", "secrecy:read", LOGGED)
