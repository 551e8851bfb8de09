"""Who can sign in: staff with a password, candidates with a proven address."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import ScopedManager


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

    def __str__(self) -> str:
        return str(self.public_id)


class VerifiedAddress(models.Model):
    """An address a person has proven by code. One address, one person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    address = models.EmailField(unique=True)  # normalised
    is_primary = models.BooleanField(default=True)
    verified_at = models.DateTimeField(auto_now_add=True)

    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    def __str__(self) -> str:
        return f"address {self.pk}"


class CodeRequest(models.Model):
    """Somebody typed an address and a code went there. The code itself is derived, never stored.

    Known and unknown addresses make the same row and the same mail.
    """

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
