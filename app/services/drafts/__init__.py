"""What somebody has typed into a form and not saved yet, kept so that a crash or a power cut does not take it."""
