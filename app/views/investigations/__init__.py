"""Acts of investigation on screen."""
