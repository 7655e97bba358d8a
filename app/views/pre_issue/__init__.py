"""检查 of a letter before it is sent for review or signed: what was found, and the reasons for what is let stand."""
