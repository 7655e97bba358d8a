"""办理: the steps of a letter from clue to issue, and the dialogs that take them."""
