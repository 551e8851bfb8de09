"""The breach wizard of the operator."""
