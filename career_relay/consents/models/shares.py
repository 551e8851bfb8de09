"""Links by which a person shows something to anybody they like, and what became of them (PRODUCT D8)."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import PersonModel
from career_relay.consents.states import Basis, Device


class Share(PersonModel):
    """One link: what it shows, frozen as it was previewed, for whom and until when. Only the person may read the row."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField(_("a name for yourself"), max_length=60)
    to_name = models.CharField(_("for whom"), max_length=120, blank=True)  # as typed; "": whoever has the link
    pieces = ArrayField(models.CharField(max_length=60))  # history, letter:<uuid> …
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    purge_after = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="share_of_person")]

    def __str__(self) -> str:
        return f"share {self.pk}"


class ShareKey(models.Model):
    """What opens a live link: the hash of its secret. It goes when the link is stopped, so that nothing differs then."""

    share = models.OneToOneField(Share, on_delete=models.CASCADE, related_name="key")
    person_ref = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"key of share {self.share_id}"


class ShareView(PersonModel):
    """Somebody read it: when and on what kind of device. Nothing else of them is kept."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="views")
    at = models.DateTimeField(db_default=Now())
    device = models.CharField(max_length=8, choices=Device.choices)
    is_own = models.BooleanField(default=False)  # the person looked themself

    class Meta:
        indexes = [models.Index(fields=["share", "-at"], name="share_views")]

    def __str__(self) -> str:
        return f"view {self.pk}"


class ShareAnswer(PersonModel):
    """What a reader wrote back. The person reads it; nobody else does."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="answers")
    name = models.CharField(_("your name"), max_length=100)
    organisation = models.CharField(_("company or organisation"), max_length=120, blank=True)
    address = models.EmailField(_("your e-mail address"))
    words = models.TextField(_("your answer"))
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["share", "-at"], name="share_answers")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class ShareRecord(PersonModel):
    """The operator's record of one link, on behalf of the person (LEGAL P-08, §3.2). Append-only, three years and a day."""

    append_only = True
    operator_may_read = True

    share_ref = models.BigIntegerField()  # the row of the link may be gone
    provider_name = models.CharField(max_length=120)  # the person
    operator_name = models.CharField(max_length=120, blank=True)
    recipient_name = models.CharField(max_length=120, blank=True)  # as the person named it
    to_anybody = models.BooleanField()  # 不特定: whoever has the link
    person_name = models.CharField(max_length=120)
    items = ArrayField(models.CharField(max_length=20))
    basis = models.CharField(max_length=20, choices=Basis.choices, default=Basis.ON_BEHALF)
    share_hash = models.CharField(max_length=64)
    provided_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    keep_until = models.DateField()

    company_field: ClassVar[str | None] = None

    def __str__(self) -> str:
        return f"record of share {self.share_ref}"
