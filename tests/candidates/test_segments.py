"""Saved conditions: mine or shared, changed by whom, put away and brought back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.errors import Refused
from career_relay.candidates import segments
from career_relay.candidates.models import Segment
from career_relay.companies.roles import Role

QUERY = "state=contact&silver=yes"


def saved(owner, name="関西のGoエンジニア", *, shared=False, role=Role.RECRUITER) -> Segment:
    return segments.save_segment(name, QUERY, owner=owner, role=role, is_shared=shared)


def names(user) -> list[str]:
    return [one.name for one in segments.seen_by(user.pk)]


def test_mine_are_seen_by_me_and_shared_ones_by_all(at_minato, ada, ben):
    saved(ben, "自分用")
    saved(ben, "みんなで", shared=True)

    assert names(ben) == ["自分用", "みんなで"]
    assert names(ada) == ["みんなで"]


def test_the_same_name_of_the_same_user_is_written_over(at_minato, ben, ada):
    first = saved(ben)
    again = segments.save_segment(f" {first.name} ", "state=pool", owner=ben, role=Role.RECRUITER)
    saved(ada)

    assert again.pk == first.pk
    assert Segment.objects.get(pk=first.pk).query == "state=pool"
    assert Segment.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "query"),
    [("", QUERY), ("  ", QUERY), ("名前", ""), ("名前", "q=" + "a" * 1_000), ("本籍が関西の方", QUERY)],
)
def test_what_cannot_be_kept_is_refused(at_minato, ben, name, query):
    with pytest.raises(Refused):
        segments.save_segment(name, query, owner=ben, role=Role.RECRUITER)

    assert Segment.objects.count() == 0


def test_somebody_who_only_looks_keeps_segments_to_themselves(at_minato, ben):
    with pytest.raises(Refused):
        saved(ben, shared=True, role=Role.VIEWER)
    kept = saved(ben, role=Role.VIEWER)

    with pytest.raises(Refused):
        segments.change_segment(kept, kept.name, is_shared=True, user=ben, role=Role.VIEWER)


def test_thirty_of_one_user_are_enough(at_minato, ben, ada, monkeypatch):
    monkeypatch.setattr(segments, "MOST", 2)
    saved(ben, "一")
    saved(ben, "二")

    with pytest.raises(Refused):
        saved(ben, "三")

    assert saved(ben, "二").name == "二"  # written over: not one more
    assert saved(ada, "三").name == "三"


def test_only_whoever_saved_it_or_an_owner_of_the_company_changes_it(at_minato, ada, ben):
    mine, shared = saved(ben, "自分用"), saved(ben, "みんなで", shared=True)

    assert segments.may_change(shared, ada.pk, Role.OWNER)
    assert not segments.may_change(mine, ada.pk, Role.OWNER)
    assert not segments.may_change(shared, ada.pk, Role.RECRUITER)
    with pytest.raises(Refused):
        segments.delete_segment(shared, user=ada, role=Role.RECRUITER)
    changed = segments.change_segment(shared, "全員で", is_shared=False, user=ada, role=Role.OWNER)

    assert (changed.name, changed.is_shared, changed.owner) == ("全員で", False, ben)


def test_a_deleted_segment_comes_back_for_ten_minutes(at_minato, ben):
    kept = saved(ben)

    segments.delete_segment(kept, user=ben, role=Role.RECRUITER)
    assert names(ben) == []
    assert segments.just_deleted(ben.pk, timezone.now()) == kept
    assert segments.just_deleted(ben.pk, timezone.now() + segments.UNDO_FOR) is None
    segments.bring_back(kept, user=ben, role=Role.RECRUITER)

    assert names(ben) == [kept.name]
    assert segments.just_deleted(ben.pk, timezone.now()) is None


def test_what_was_put_away_longer_ago_goes_with_the_next_one(at_minato, ben):
    old, new = saved(ben, "古い"), saved(ben, "新しい")
    segments.delete_segment(old, user=ben, role=Role.RECRUITER)
    Segment.objects.filter(pk=old.pk).update(deleted_at=timezone.now() - segments.UNDO_FOR - timedelta(minutes=1))

    segments.delete_segment(new, user=ben, role=Role.RECRUITER)

    assert list(Segment.objects.values_list("name", flat=True)) == ["新しい"]


def test_another_companys_segments_are_not_there(at_minato, ben, komorebi, cleo):
    from career_relay.base.tenancy import company

    with company(komorebi.pk):
        saved(cleo, shared=True)

    assert names(ben) == []
    assert Segment.objects.count() == 0
