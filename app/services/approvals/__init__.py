"""Approvals of acts on records: put up by the list of powers, decided by what was signed on paper."""
