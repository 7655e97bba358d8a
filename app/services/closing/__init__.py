"""How matters leave: closed by the checklist, turned into a case, referred, terminated; taken up again; archived."""
