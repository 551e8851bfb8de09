"""What a company promised about answers, and the reminders it got."""
