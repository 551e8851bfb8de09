"""LINE, beside mail: a company's official account, people who linked themselves, and what goes to them there."""
