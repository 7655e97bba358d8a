"""Accounts, who may do and read what, and acts that two people agree on."""
