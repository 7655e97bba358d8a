"""What reviews find, by dimension, stage and body."""
