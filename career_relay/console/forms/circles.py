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
