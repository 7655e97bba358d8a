"""整改: looks at the rectification of a letter, revisits, evaluation, and the letter's closing."""
