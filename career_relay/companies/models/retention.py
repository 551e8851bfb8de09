"""How long a company keeps what."""
