"""The link in a notice. It only looks: behind it the person still proves the address."""

import base64
import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from career_relay.base.tokens import keyed_hash
from career_relay.candidates.models import Application
from career_relay.notices.models import EntryLink, Message

DAYS = 30
PURPOSE = "entry link"


def token_for(seal: UUID) -> str:
    """Give the 22 characters that belong to `seal`: the preview and the mail show the same link, and none is stored."""
    key = f"career-relay:{PURPOSE}:{settings.SECRET_KEY}".encode()
    digest = hmac.new(key, seal.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hash_of(token: str) -> str:
    return keyed_hash(PURPOSE, token)


def url_for(seal: UUID) -> str:
    return f"{settings.PUBLIC_URL}/r/{token_for(seal)}"


def open_link(application: Application, seal: UUID) -> str:
    """Let the link of `seal` lead to the application for thirty days from now. Needs an active company."""
    link = EntryLink(
        token_hash=hash_of(token_for(seal)),
        company_ref=application.company_id,
        application_ref=application.pk,
        expires_at=timezone.now() + timedelta(days=DAYS),
    )
    EntryLink.objects.bulk_create(
        [link], update_conflicts=True, unique_fields=["token_hash"], update_fields=["expires_at"]
    )
    return url_for(seal)


def result_link(application: Application) -> str:
    """Give a working link to the result page of an application: the one in its latest notice, if there is one."""
    latest = Message.objects.filter(application=application).order_by("-id").first()
    return open_link(application, latest.public_id if latest else application.public_id)


def entry_of(token: str) -> EntryLink | None:
    """Give what an unexpired token leads to, or nothing: unknown and expired look the same."""
    return EntryLink.objects.filter(token_hash=hash_of(token), expires_at__gt=timezone.now()).first()
