"""How a company kept its promises."""

from django.db import models

from career_relay.companies.models.companies import Company


class PromiseFigures(models.Model):
    """How a company kept its promises, counted by a task and written by nobody. Totals only, no row of a person."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="promise_figures")
    since = models.DateField()
    until = models.DateField()
    due = models.PositiveIntegerField()  # applications whose promised day fell in these days
    on_time = models.PositiveIntegerField()
    told = models.PositiveIntegerField()  # of those, answered by now
    median_days = models.DecimalField(max_digits=6, decimal_places=1, null=True)  # business days, of those told
    met = models.PositiveIntegerField()  # told a no after an interview
    with_feedback = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"promises of {self.company}"
