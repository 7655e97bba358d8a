"""Makes the services of trust: who may do what, what is kept of unsaved work, marks, the trash."""

from app.figure_desk import FigureDesk


class TrustDesk(FigureDesk):
    """What one open store can do about accounts, drafts not saved yet, secrecy and removal."""
