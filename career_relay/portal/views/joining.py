"""For companies that are not here yet: the terms, and the form to ask. And the logos of those that are."""

from allauth.account.forms import ResetPasswordForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from career_relay.base.errors import Refused
from career_relay.companies import joining, terms
from career_relay.companies.models import Brand, Membership
from career_relay.companies.queries import network_operator
from career_relay.portal.careers import origin_of
from career_relay.portal.forms.joining import NewcomerForm


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for one's company. Whether it or the address is known already is told to nobody here. 404 without an operator."""
    if (runs := network_operator()) is None:
        raise Http404
    form, status = NewcomerForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                owner = joining.apply_from_outside(form.newcomer(origin_of(request)))
            except joining.TooMany as refusal:
                form.add_error(None, str(refusal))
                status = 429
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                _send_password_mail(request, owner)
                return redirect("portal:join_sent")
    articles = terms.sections(get_language() or "ja")
    page = {"form": form, "articles": articles, "version": terms.TERMS_VERSION, "operator": runs}
    return render(request, "portal/joining/join.html", page, status=status)


def _send_password_mail(request: HttpRequest, owner: Membership | None) -> None:
    """Signing in proves the address: who cannot read it never gets in."""
    if owner is None:
        return
    mail = ResetPasswordForm({"email": owner.user.email})
    if mail.is_valid():
        mail.save(request)


@require_safe
def join_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/joining/sent.html")


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def logo(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """The logo of a company. Its address changes with the picture."""
    brand = get_object_or_404(Brand.objects.exclude(logo_mark=""), company__slug=slug, logo_mark=mark)
    answer = HttpResponse(bytes(brand.logo or b""), content_type="image/png")
    answer["Content-Security-Policy"] = "default-src 'none'"
    return answer
