"""Letters and certificates handed to a person."""
