"""A circle: its name and its charter."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.models import Circle


class CircleForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Circle
        fields = ["name", "slug", "entry", "charter"]
        labels = {"name": _("name of the circle"), "slug": _("short name in addresses"), "charter": _("charter")}
        help_texts = {"slug": _("Letters a to z, digits and hyphens")}
        error_messages: ClassVar[dict[str, Any]] = {"slug": {"invalid": _("Letters a to z, digits and hyphens")}}
        widgets = {"charter": forms.Textarea(attrs={"rows": 3})}

    def clean_name(self) -> str:
        """Candidates choose a circle by its name: there is one of each."""
        name: str = self.cleaned_data["name"]
        if Circle.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a circle of this name already."))
        return name
