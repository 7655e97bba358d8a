"""Terms of accounts, secrecy, removal and the care of a store."""

from app.models.terms import Term


class Role(Term):
    """What somebody is here; one person may hold several. What each may do is data: resources/access."""

    PROSECUTOR = ("prosecutor", "检察官")
    ASSISTANT = ("assistant", "检察官助理")
    CLERK = ("clerk", "书记员/内勤")
    HEAD = ("head", "部门负责人")
    LEADER = ("leader", "院领导")
    CASE_MANAGEMENT = ("case_management", "案件管理部门")
    INSPECTION = ("inspection", "检务督察")
    SYSTEM_ADMINISTRATOR = ("system_administrator", "系统管理员")
    SECURITY_ADMINISTRATOR = ("security_administrator", "安全保密管理员")
    AUDITOR = ("auditor", "安全审计员")


class Marking(Term):
    """How a record is to be kept; state secrets have no place in this program."""

    NONE = ("none", "无")
    INTERNAL = ("internal", "内部")
    WORK_SECRET = ("work_secret", "工作秘密")


class Shielded(Term):
    """Whose name is masked unless one is entitled to read it."""

    INFORMANT = ("informant", "举报人/控告人")
    MINOR = ("minor", "未成年人")
    VICTIM = ("victim", "被害人")


class PlaceKind(Term):
    """What a second place of backups is."""

    FOLDER = ("folder", "文件夹")
    MEDIUM = ("medium", "移动介质")
