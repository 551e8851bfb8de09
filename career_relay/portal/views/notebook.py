"""Everything a person was told and promised, kept for them."""
