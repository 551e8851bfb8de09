"""LINE, feeds and texts for social networks."""
