"""Who can sign in: staff with a password, candidates with a proven address or a passkey."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import PersonModel, ScopedManager


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Staff of a company or of the operator. What they may do there is a Membership."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(max_length=5, default="ja")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)  # works for the operator of the network
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Person(models.Model):
    """The natural person behind candidates of several companies. Exists once an address was proven."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    language = models.CharField(max_length=5, default="ja")
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(null=True)
    sign_in_round = models.PositiveIntegerField(default=0, db_default=0)  # a session of an earlier round is over
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="earlier")

    def __str__(self) -> str:
        return str(self.public_id)


class VerifiedAddress(models.Model):
    """An address a person has proven by code. One address, one person."""

    public_id = models.UUIDField(default=uuid4, db_default=RandomUUID(), unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    address = models.EmailField(unique=True)  # normalised
    is_primary = models.BooleanField(default=True)
    verified_at = models.DateTimeField(auto_now_add=True)

    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(is_primary=True), name="one_main_address")
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"


class CodeRequest(models.Model):
    """Somebody typed an address and a code went there. The code itself is derived, never stored.

    Known and unknown addresses make the same row and the same mail. A code is good for one thing only.
    """

    class Purpose(models.TextChoices):
        ENTER = "enter", pgettext_lazy("code", "to open one's page")
        AGAIN = "again", pgettext_lazy("code", "to show once more that one holds an address of the page")
        ADD = "add", pgettext_lazy("code", "to add an address to a page")

    purpose = models.CharField(max_length=6, choices=Purpose.choices, default="enter", db_default="enter")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    address = models.EmailField()  # normalised
    door = models.CharField(max_length=60, blank=True)  # slug of the company whose door it was
    language = models.CharField(max_length=5, default="ja")
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["address", "created_at"], name="code_by_address")]

    def __str__(self) -> str:
        return f"code request {self.pk}"


class Passkey(PersonModel):
    """A key that a person's own device keeps. It signs; nothing secret is here."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)  # as the device named it, base64url
    credential = models.BinaryField()  # public key and id, as WebAuthn writes them
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class AddressChange(PersonModel):
    """One change of a person's addresses: asked, proven, done, and for ten minutes undone by an address of before."""

    class Act(models.TextChoices):
        ADDED = "added", pgettext_lazy("address", "added")
        REMOVED = "removed", pgettext_lazy("address", "taken away")
        PRIMARY = "primary", pgettext_lazy("address", "made the main one")
        JOINED = "joined", pgettext_lazy("address", "two pages were joined")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    act = models.CharField(max_length=8, choices=Act.choices)
    address = models.EmailField()  # normalised; the one that comes, goes, or becomes the main one
    old_code = models.ForeignKey(CodeRequest, on_delete=models.SET_NULL, null=True, related_name="+")
    new_code = models.ForeignKey(CodeRequest, on_delete=models.SET_NULL, null=True, related_name="+")
    before = models.JSONField(default=list)  # the addresses before, main one first
    told = models.JSONField(default=list)  # to which addresses a notice went, in this order
    undo_hash = models.CharField(max_length=64, null=True, unique=True)
    asked_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"address change {self.pk}"
