"""Windows of accounts: signing in and out, the lock, accounts, acts that two people agree on."""
