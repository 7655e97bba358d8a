"""What every service stands on: clock, errors, intentions, files, numbers, the writing of a record."""
