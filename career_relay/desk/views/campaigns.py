"""Writing to many: campaigns, and past candidates for a new position."""
