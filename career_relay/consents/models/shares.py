"""Links by which a person shows something to anybody they like."""
