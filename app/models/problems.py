"""What the machine cannot do just now, in words. Imports nothing heavy."""


class KnownError(Exception):
    """What the machine cannot do just now (disk full, file locked, store damaged or too new), in a Chinese sentence."""
