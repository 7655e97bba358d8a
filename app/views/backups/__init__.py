"""The care of the store on screen: backup, check, registers, settings."""
