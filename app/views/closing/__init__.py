"""结案、重新办理、归档: the windows at the end of a matter."""
