"""Letters of recommendation: drafted by a company, handed to the person, who decides."""
