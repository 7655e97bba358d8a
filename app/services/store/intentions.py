"""What is done about a store's backups that leaves a trace."""

from app.services.foundation.intentions import ASKED_FOR, LOGGED, Intention

NAME_PLACE = Intention("backup_place.name", "指定备份的第二处", "backup_place:name", ASKED_FOR)
WITHDRAW_PLACE = Intention("backup_place.withdraw", "停用备份的第二处", "backup_place:withdraw", ASKED_FOR)
TRY_RESTORE = Intention("store.try_restore", "试恢复", "store:try_restore", LOGGED)
