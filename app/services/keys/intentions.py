"""What is done about the keys of a store that leaves a trace."""

from app.services.foundation.intentions import ASKED_FOR, Intention

CHANGE_PASSWORD = Intention("keys.change_password", "更换台账口令", "keys:password", ASKED_FOR)
RESET_PASSWORD = Intention("keys.reset_password", "用恢复密钥重设口令", "keys:password", ASKED_FOR)
RENEW_RECOVERY = Intention("keys.renew_recovery", "更换恢复密钥", "keys:recovery", ASKED_FOR)
LET_IN = Intention("keys.let_in", "为用户设置台账口令", "keys:users", ASKED_FOR)
KEEP_OUT = Intention("keys.keep_out", "收回用户的台账口令", "keys:users", ASKED_FOR)
ENCRYPT_STORE = Intention("store.encrypt", "加密台账", "store:encrypt", ASKED_FOR)
DESTROY_PLAIN = Intention("store.destroy_plain", "销毁加密前的明文", "store:encrypt", ASKED_FOR)
