"""Passkeys and addresses of a person."""
