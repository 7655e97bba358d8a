"""送达: seal, copies, service, filing and copies of one letter, each step entered from here."""
