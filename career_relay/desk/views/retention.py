"""How long we keep what, and what was erased."""
