"""How long the rows of people who sign in live."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as DjangoPermission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import AddressChange, CodeRequest, Passkey, User, VerifiedAddress
from career_relay.base.erasure import Kept, NoPersonalData, Own, Through, registry

THE_PERSONS = _("It is the person's own place.")
CLOSED = _("until the person closes it, or two years after their last visit")

registry.declare(Session, clock=Own("expire_date"), why="the other end of a cookie")
registry.declare(CodeRequest, clock=Own("expires_at", "technical"), why="an address typed by somebody, known or not")
registry.declare(VerifiedAddress, clock=Kept(THE_PERSONS, CLOSED), person_may_read=True, with_person="person")
registry.declare(Passkey, clock=Kept(THE_PERSONS, CLOSED), person_may_read=True)
registry.declare(AddressChange, clock=Own("asked_at", "technical"), person_may_read=True)
STAFF = "about somebody of the staff, who reads it on their own settings"
registry.declare(
    User, clock=Kept(_("Somebody who works for a company of the network."), _("until they leave")), why=STAFF
)
registry.declare(EmailAddress, clock=Through("user"), why=STAFF)
registry.declare(EmailConfirmation, clock=Through("email_address"), why=STAFF)
registry.declare(Authenticator, clock=Through("user"), why=STAFF)
for _model in (Group, Group.permissions.through, DjangoPermission, ContentType):
    registry.declare(_model, clock=NoPersonalData(), why="tables of the framework, empty or without people")
