"""Through whose mail server a company writes."""
