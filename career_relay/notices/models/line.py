"""LINE: a company's official account and the people who linked themselves."""
