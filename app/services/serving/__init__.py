"""What goes out with a letter: seal, copies, each service of it, and filing with the superior office."""
