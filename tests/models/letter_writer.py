"""What the writers that are killed say in a letter, and the series its number is of."""

SERIES = "青检建〔2026〕"
SAID = {
    "case_source": "本院在办案中发现。",
    "facts": "经查，河道淤塞三处。",
    "problem": "日常监管不到位。",
    "proposal": "及时清淤。\n建立台账。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "收到之日起十五日内",
    "reply_period": "两个月",
}
