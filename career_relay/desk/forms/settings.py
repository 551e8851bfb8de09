"""Forms of the settings: the company's facts, and who works in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.models import Company
from career_relay.companies.roles import Role

PROFILE = (
    "name_en", "address", "representative", "industry", "prefecture", "employees", "about", "contact_desk",
    "harassment_desk", "sender_name", "sender_address", "answer_days", "reapply_months",
)  # fmt: skip


class CompanyForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Company
        fields = PROFILE
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def clean_answer_days(self) -> int:
        days: int = self.cleaned_data["answer_days"]
        if not 1 <= days <= 60:
            raise forms.ValidationError(_("Choose 1 to 60 business days."))
        return days


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("e-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.RECRUITER)


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices)
