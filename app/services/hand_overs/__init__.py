"""Hand-over (移交转办) of records between departments and people of the office, and referral (移送) to other bodies."""
