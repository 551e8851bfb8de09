"""Files of a person → text → what stands in it. `door` decides what may come in, `reading` works inside the jail.

The way of a file: `kinds` (what is it?) → jail: `pdf`, `docx`, `plain`, `json_resume` (text) → `forbidden` (may it be
kept?) → kept → jail again: `sections`, `periods`, `extraction` (what stands in it) → `guard` (what may stand in it) →
`skills` → a person confirms. Law: LEGAL F-05; limits: RELIABILITY §4.12; layouts: docs/adr/0018.
"""
