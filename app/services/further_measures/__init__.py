"""What follows a letter that was not heeded: urging (督促) and the measures the chief procurator decides on."""
