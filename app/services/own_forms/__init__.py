"""The office's own Excel forms: taken in as they are, their cells mapped once, filled for any period."""
