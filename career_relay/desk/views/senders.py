"""Through whose mail server the company writes, and what its domain says."""
