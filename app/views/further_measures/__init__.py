"""What follows a letter that was not heeded, on screen."""
