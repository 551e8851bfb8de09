"""Parts of the candidate page, one module each: what a part needs from the database, for its template."""
