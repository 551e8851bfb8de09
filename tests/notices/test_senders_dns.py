"""What the DNS says about a sender's domain, asked of a real server by UDP and TCP."""

import base64
import re
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.notices import dns, dns_words, domains, senders
from career_relay.notices.dns import Level, Record, Unasked, Wanted, are_aligned, look
from career_relay.notices.models import DomainCheck
from career_relay.notices.spf import Broken, read_spf, with_term

DOMAIN = "minato.example"


def key_of(bits):
    der = (
        rsa.generate_private_key(65537, bits).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
    return base64.b64encode(der).decode()


KEYS = {bits: key_of(bits) for bits in (1024, 2048, 4096)}
ED25519 = base64.b64encode(
    ed25519.Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
).decode()


@pytest.fixture
def good(dns_server):
    """A domain in order, on Google."""
    dns_server.put(DOMAIN, "MX", "10 mx.minato.example.")
    dns_server.txt(DOMAIN, "v=spf1 include:_spf.google.com ~all", "some-verification=1")
    dns_server.txt("_spf.google.com", "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all")
    dns_server.txt(f"google._domainkey.{DOMAIN}", f"v=DKIM1; k=rsa; p={KEYS[2048]}")
    dns_server.txt(f"_dmarc.{DOMAIN}", "v=DMARC1; p=none; rua=mailto:postmaster@minato.example")
    return dns_server


WANTED = Wanted(DOMAIN, "include:_spf.google.com", ("google",), "", f"postmaster@{DOMAIN}")


def codes(wanted=WANTED):
    return [(one.record, one.level, one.code) for one in look(wanted)]


def one(record, wanted=WANTED):
    (found,) = [found for found in look(wanted) if found.record == record]
    return found


def test_a_domain_in_order_is_green(good):
    assert codes() == [
        ("spf", "ok", "spf_ok"),
        ("dkim", "ok", "dkim_ok"),
        ("dmarc", "ok", "dmarc_none"),
        ("mx", "ok", "mx_ok"),
    ]


def test_an_empty_domain_says_what_to_add_and_where(dns_server):
    dns_server.put(DOMAIN, "A", "192.0.2.1")

    found = {f.record: f for f in look(WANTED)}

    assert {name: f.code for name, f in found.items()} == {
        "spf": "spf_missing", "dkim": "dkim_missing", "dmarc": "dmarc_missing", "mx": "mx_address",
    }  # fmt: skip
    assert (found["spf"].name, found["spf"].paste) == (DOMAIN, "v=spf1 include:_spf.google.com ~all")
    assert found["dkim"].name == f"google._domainkey.{DOMAIN}"
    assert found["dmarc"].name == f"_dmarc.{DOMAIN}"
    assert found["dmarc"].paste == f"v=DMARC1; p=none; rua=mailto:postmaster@{DOMAIN}"


@pytest.mark.parametrize(
    ("record", "level", "code"),
    [
        ("v=spf1 +all", "bad", "spf_open"),
        ("v=spf1 include:_spf.google.com all", "bad", "spf_open"),
        ("v=spf1 include:_spf.google.com", "warn", "spf_no_end"),
        ("v=spf1 include:_spf.google.com ?all", "warn", "spf_no_end"),
        ("v=spf1 include:_spf.google.com -all", "ok", "spf_ok"),
        ("V=SPF1 Include:_SPF.google.com ~ALL", "ok", "spf_ok"),
        ("v=spf1 mx ~all", "bad", "spf_not_ours"),
        ("v=spf1 include:_spf.google.com ptr ~all", "warn", "spf_ptr"),
        ("v=spf1 inlcude:_spf.google.com ~all", "bad", "spf_broken"),
        ("v=spf1 ip4:not/an/address~ ~all", "bad", "spf_broken"),
        ("v=spf1 include:nobody.example ~all", "bad", "spf_broken"),
        ("v=spf1 include:minato.example ~all", "bad", "spf_broken"),
        ("v=spf1 include:_spf.google.com exp=why.minato.example ~all", "ok", "spf_ok"),
        ("v=spf1 include:_spf.google.com exists:%{i}.spf.minato.example -all", "ok", "spf_ok"),
        ("v=spf1 redirect=_spf.google.com", "bad", "spf_not_ours"),
    ],
)
def test_spf_is_read_as_receivers_read_it(good, record, level, code):
    good.txt(DOMAIN, record)

    found = [one for one in look(WANTED) if one.record == Record.SPF]

    assert (level, code) in {(one.level, one.code) for one in found}


def test_two_spf_records_count_for_none_and_become_one(good):
    good.txt(DOMAIN, "v=spf1 mx -all", "v=spf1 ip4:192.0.2.7 ~all")

    found = one(Record.SPF)

    assert (found.code, found.paste) == ("spf_many", "v=spf1 ip4:192.0.2.7 mx include:_spf.google.com ~all")


@pytest.mark.parametrize(("n", "code"), [(9, "spf_ok"), (10, "spf_lookups"), (14, "spf_lookups")])
def test_more_than_ten_lookups_are_too_many_wherever_they_stand(good, n, code):
    """The include of Google is one, and the others stand one level down."""
    good.txt(DOMAIN, "v=spf1 include:_spf.google.com include:deep.minato.example ~all")
    good.txt("deep.minato.example", f"v=spf1 {' '.join(f'a:h{i}.minato.example' for i in range(n - 1))} ~all")
    for i in range(n):
        good.put(f"h{i}.minato.example", "A", "192.0.2.9")

    found = one(Record.SPF)

    assert (found.code, found.facts["n"]) == (code, n + 1)


def test_places_that_do_not_exist_are_told(good):
    good.txt(DOMAIN, "v=spf1 include:_spf.google.com a:x.example a:y.example mx:z.example ~all")

    assert one(Record.SPF).code == "spf_void"


def test_a_record_of_many_pieces_is_asked_by_tcp(good):
    record = f"v=spf1 include:_spf.google.com {' '.join(f'ip4:192.0.2.{n}' for n in range(150))} ~all"
    good.txt(DOMAIN, record)

    assert one(Record.SPF).code == "spf_ok"
    assert (DOMAIN, "TXT", "tcp") in good.asked


@pytest.mark.parametrize(
    ("record", "level", "code"),
    [
        (f"v=DKIM1; p={KEYS[4096]}", "ok", "dkim_ok"),
        (f"p={KEYS[2048]}", "ok", "dkim_ok"),
        (f"v=DKIM1; k=ed25519; p={ED25519}", "ok", "dkim_ok"),
        (f"v=DKIM1; p={KEYS[1024]}", "warn", "dkim_1024"),
        (f"v=DKIM1; t=y; p={KEYS[2048]}", "warn", "dkim_testing"),
        ("v=DKIM1; p=", "bad", "dkim_revoked"),
        (f"v=DKIM1; p={KEYS[2048][:-40]}", "bad", "dkim_broken"),
        (f"v=DKIM2; p={KEYS[2048]}", "bad", "dkim_broken"),
        ("v=DKIM1; p=\u3042", "bad", "dkim_broken"),
        ("nothing of this kind", "bad", "dkim_missing"),
    ],
    ids=["rsa 4096", "rsa 2048", "ed25519", "rsa 1024", "testing", "revoked", "cut", "version", "letters", "missing"],
)
def test_a_key_is_weighed(good, record, level, code):
    good.txt(f"google._domainkey.{DOMAIN}", record.encode().decode("latin-1"))

    found = one(Record.DKIM)

    assert (found.level, found.code) == (level, code)


def test_of_two_keys_one_is_enough(good):
    wanted = Wanted(DOMAIN, "", ("google", "next"))

    assert [(f.level, f.code) for f in look(wanted) if f.record == Record.DKIM] == [
        ("ok", "dkim_ok"),
        ("ok", "dkim_spare"),
    ]


def test_a_key_behind_an_alias_is_found(good):
    good.zone.pop((f"google._domainkey.{DOMAIN}", "TXT"))
    good.put(f"google._domainkey.{DOMAIN}", "CNAME", "keys.provider.example.")
    good.txt("keys.provider.example", f"v=DKIM1; p={KEYS[2048]}")

    assert one(Record.DKIM).code == "dkim_ok"


def test_an_unknown_selector_is_asked_for_and_not_called_missing(good):
    assert one(Record.DKIM, Wanted(DOMAIN)).code == "dkim_no_selector"


@pytest.mark.parametrize(
    ("records", "level", "code"),
    [
        (["v=DMARC1; p=none"], "warn", "dmarc_blind"),
        (["v=DMARC1; p=quarantine"], "ok", "dmarc_quarantine"),
        (["v=DMARC1;p=reject; adkim=s"], "ok", "dmarc_reject"),
        (["v=DMARC1; rua=mailto:a@minato.example"], "bad", "dmarc_broken"),
        (["v=DMARC1; p=all"], "bad", "dmarc_broken"),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], "bad", "dmarc_many"),
        (["v=spf1 ~all"], "bad", "dmarc_missing"),
    ],
)
def test_dmarc_is_read(good, records, level, code):
    good.txt(f"_dmarc.{DOMAIN}", *records)

    found = one(Record.DMARC)

    assert (found.level, found.code) == (level, code)


def test_the_policy_above_holds_for_what_is_below(good):
    good.txt(f"_dmarc.{DOMAIN}", "v=DMARC1; p=reject; sp=none; rua=mailto:a@minato.example")
    good.txt(f"mail.{DOMAIN}", "v=spf1 include:_spf.google.com ~all")

    assert one(Record.DMARC, Wanted(f"mail.{DOMAIN}", "include:_spf.google.com")).code == "dmarc_none"


def test_a_policy_with_nothing_that_speaks_for_the_domain_fails(good):
    """Bounces go to another domain, so that SPF speaks for that one; and there is no key."""
    good.zone.pop((f"google._domainkey.{DOMAIN}", "TXT"))

    found = codes(Wanted(DOMAIN, "", ("google",), "relay.example"))

    assert ("dmarc", "bad", "dmarc_unaligned") in found


def test_a_key_of_ones_own_is_enough_for_dmarc(good):
    assert ("dmarc", "bad", "dmarc_unaligned") not in codes(Wanted(DOMAIN, "", ("google",), "relay.example"))


@pytest.mark.parametrize(
    ("values", "level", "code"),
    [([], "warn", "mx_address"), (["0 ."], "bad", "mx_null"), (["10 a.example.", "20 b.example."], "ok", "mx_ok")],
)
def test_where_answers_go_is_read(good, values, level, code):
    good.zone.pop((DOMAIN, "MX"))
    good.put(DOMAIN, "A", "192.0.2.1")
    if values:
        good.put(DOMAIN, "MX", *values)

    assert (one(Record.MX).level, one(Record.MX).code) == (level, code)


@pytest.mark.parametrize("kind", ["silent", "failing"])
def test_no_answer_is_never_a_missing_record(good, kind, monkeypatch):
    monkeypatch.setattr(dns, "ONE_QUESTION", 0.3)
    getattr(good, kind).update({DOMAIN, f"_dmarc.{DOMAIN}", f"google._domainkey.{DOMAIN}"})

    assert {(record, level) for record, level, _code in codes()} == {
        ("spf", "unknown"), ("dkim", "unknown"), ("dmarc", "unknown"), ("mx", "unknown"),
    }  # fmt: skip


def test_a_silent_include_leaves_spf_unknown(good, monkeypatch):
    monkeypatch.setattr(dns, "ONE_QUESTION", 0.3)
    good.silent.add("_spf.google.com")

    assert one(Record.SPF).code == "spf_unasked"


@pytest.mark.nightly  # it waits for silence
def test_a_server_that_is_not_there_leaves_all_unknown(settings):
    settings.DNS_SERVERS = ("127.0.0.1:1",)

    assert {level for _record, level, _code in codes()} == {"unknown"}


def test_time_and_number_of_questions_have_an_end(good, monkeypatch):
    monkeypatch.setattr(dns, "MOST_QUESTIONS", 3)
    assert Level.UNKNOWN in {level for _record, level, _code in codes()}

    monkeypatch.setattr(dns, "ALL_QUESTIONS", -1.0)
    assert {level for _record, level, _code in codes()} == {"unknown"}


@pytest.mark.parametrize("domain", ["", "a..b", "x" * 80 + ".example", "-", "minato.example\x00", "あ" * 300, "a b"])
def test_what_is_no_domain_is_told_and_breaks_nothing(dns_server, domain):
    assert {level for _record, level, _code in codes(Wanted(domain, "", ("s",)))} <= {"bad", "warn", "unknown"}


@pytest.mark.parametrize(
    ("terms", "term", "record"),
    [
        ([], "", "v=spf1 ~all"),
        (["mx", "-all"], "include:a.example", "v=spf1 mx include:a.example -all"),
        (["include:A.example", "~all"], "include:a.example", "v=spf1 include:A.example ~all"),
        (["mx", "mx", "+all"], "", "v=spf1 mx ~all"),
    ],
)
def test_a_record_is_completed_and_nothing_is_lost(terms, term, record):
    assert with_term(terms, term) == record


def test_a_record_without_end_is_given_up():
    class Endless:
        def texts(self, name):
            return [f"v=spf1 include:x{len(name)}.{name[-100:]} include:y.{name[-100:]} ~all"]

        def records(self, name, kind):
            return []

    with pytest.raises(Broken):
        read_spf("a.example", "v=spf1 include:b.example ~all", Endless())


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [("a.example", "A.example.", True), ("mail.a.example", "a.example", True), ("a.example", "b.example", False),
     ("evila.example", "a.example", False)],
)  # fmt: skip
def test_alignment(left, right, answer):
    assert are_aligned(left, right) is answer


def test_every_code_has_its_words():
    source = Path(dns.__file__).read_text()
    used = set(re.findall(r'"((?:spf|dkim|dmarc|mx|domain)_[a-z0-9_]+)"', source))
    used |= {f"{record}_unasked" for record in Record} | {"dmarc_none", "dmarc_quarantine", "dmarc_reject"}

    assert used == set(dns_words.WORDS)
    assert all(str(words.what) for words in dns_words.WORDS.values())


# --- kept, shown, and asked again ---------------------------------------------------------------------------------


@pytest.fixture
def checked(db, good, minato, ada, settings):
    """Ask as Ada would, let the worker do it, and give the check."""
    settings.MAIL_SPF, settings.MAIL_DKIM_SELECTORS = "include:_spf.google.com", ("google",)
    settings.DEFAULT_FROM_EMAIL = f"relay@{DOMAIN}"

    def ask(**how):
        with acting_for(minato.pk):
            check = domains.ask_check(Company.objects.get(pk=minato.pk), by=user_actor(ada.pk), **how)
        domains.run_check(minato.pk, check.pk)
        return row(check)

    return ask


def row(check):
    with acting_for(check.company_id):
        return DomainCheck.objects.get(pk=check.pk)


def test_an_answer_is_kept_with_its_time(checked):
    check = checked(looks=True)

    assert [(f["record"], f["level"]) for f in check.findings] == [
        ("spf", "ok"), ("dkim", "ok"), ("dmarc", "ok"), ("mx", "ok"),
    ]  # fmt: skip
    assert (check.asked_at, check.checked_at is not None, check.looked_at is not None) == (None, True, True)


def test_what_cannot_be_asked_today_keeps_what_was_known(checked, good, monkeypatch):
    monkeypatch.setattr(dns, "ONE_QUESTION", 0.2)
    check = checked(looks=True)
    good.silent.add(f"_dmarc.{DOMAIN}")

    domains.check_again(check.company)
    domains.check_again(check.company)

    (dmarc,) = [f for f in row(check).findings if f["record"] == "dmarc"]
    assert (dmarc["level"], dmarc["before"]["code"]) == ("unknown", "dmarc_none")
    with acting_for(check.company_id):
        assert senders.hindrance_for_many(check.company, 5000, timezone.now()) == ""


def test_a_change_for_the_worse_wants_to_be_looked_at_again(checked, good):
    check = checked(looks=True)
    good.zone.pop((f"_dmarc.{DOMAIN}", "TXT"))

    domains.check_again(check.company)

    assert row(check).looked_at is None


def test_the_same_again_stays_looked_at(checked):
    check = checked(looks=True)

    domains.check_again(check.company)

    assert row(check).looked_at == check.looked_at


def test_advice_before_the_first_notice(checked, good, minato):
    now = timezone.now()
    with acting_for(minato.pk):
        company = Company.objects.get(pk=minato.pk)
        assert "Nobody has looked" in english(senders.advice_of, company, at=now)

    checked()
    with acting_for(minato.pk):
        assert "Nobody has looked" in english(senders.advice_of, company, at=now)

    checked(looks=True)
    with acting_for(minato.pk):
        assert senders.advice_of(company, at=now) == ""

    good.zone.pop((f"_dmarc.{DOMAIN}", "TXT"))
    checked(looks=True)
    with acting_for(minato.pk):
        assert "lacks something" in english(senders.advice_of, company, at=now)


def english(ask, *args, **more):
    from django.utils import translation

    with translation.override("en"):
        return ask(*args, **more)


@pytest.mark.parametrize(("count", "hindered"), [(1000, False), (1001, True)])
def test_more_than_a_thousand_a_day_want_dmarc(checked, good, minato, count, hindered):
    good.zone.pop((f"_dmarc.{DOMAIN}", "TXT"))
    checked()

    with acting_for(minato.pk):
        why = senders.hindrance_for_many(Company.objects.get(pk=minato.pk), count, timezone.now())

    assert (DOMAIN in why) is hindered


def test_a_thousand_and_one_are_free_with_dmarc(checked, minato):
    checked()

    with acting_for(minato.pk):
        assert senders.hindrance_for_many(Company.objects.get(pk=minato.pk), 1001, timezone.now()) == ""


def test_an_answer_of_last_week_proves_nothing(checked, minato):
    check = checked()
    with acting_for(minato.pk):
        DomainCheck.objects.filter(pk=check.pk).update(checked_at=timezone.now() - timedelta(days=8))

        assert "1,000" in english(senders.hindrance_for_many, Company.objects.get(pk=minato.pk), 1001, timezone.now())


def test_never_checked_never_many(db, minato):
    with acting_for(minato.pk):
        company = Company.objects.get(pk=minato.pk)

        assert senders.hindrance_for_many(company, 1001, timezone.now()) != ""
        assert senders.hindrance_for_many(company, 10, timezone.now()) == ""


def test_a_resolver_without_configuration_is_no_fault(monkeypatch):
    def nothing(self):
        raise Unasked

    monkeypatch.setattr(dns.Asker, "__init__", nothing)

    assert {level for _record, level, _code in codes()} == {"unknown"}
