"""The breach wizard."""
