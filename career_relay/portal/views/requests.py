"""What a person asks of the companies that keep something of them."""
