"""Mails as other programs write them, and what each is. People and firms are invented; the shapes are the real ones.

`{to}` is an address of ours, `{id}` our Message-ID. Most are read without the jail, which gives the same (last test).
"""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO

import pytest

from career_relay.base.jail import run_jailed
from career_relay.notices.inbox import charsets, reading
from career_relay.notices.inbox.body import from_html, new_text

TO, ID = "bounce+{token}@in.relay.example", "<0123456789abcdef0123456789abcdef@relay.example>"


def read(raw: bytes) -> dict:
    return reading.read(BytesIO(raw))


def jailed(raw: bytes) -> dict:
    return run_jailed("career_relay.notices.inbox.reading:read", raw)


def plain(heads: str, body: str, charset: str = "utf-8") -> bytes:
    """A mail of one part in a charset, with the bytes as they are."""
    lines = "\n".join(line.strip() for line in heads.strip().split("\n"))
    sort = f"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit"
    return lines.encode() + b"\n" + sort.encode() + b"\n\n" + body.encode(charset, "strict")


def report(
    status: str, *, said: str = "", action: str = "failed", before: str = "", after: str = "", text: str = "Sorry."
) -> bytes:
    """A delivery report, dressed as its server does."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.example
To: {TO}
Subject: Undelivered Mail Returned to Sender
{before}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

{text}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0900

Final-Recipient: rfc822; kim@mail.example
Action: {action}
Status: {status}
{f"Diagnostic-Code: smtp; {said}" if said else "Remote-MTA: dns; mx.example"}
{after}
--b
Content-Type: message/rfc822

Message-ID: {ID}
From: a@minato.example
Subject: x

text
--b--
""".encode()


EXIM = f"""Return-Path: <>
Received: from mx.example
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: {TO}
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: kim@mail.example
Auto-Submitted: auto-replied
Content-Type: text/plain

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  kim@mail.example
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

Return-path: <{TO}>
From: a@minato.example
Message-ID: {ID}
Subject: x

text
""".encode()
QMAIL = f"""Return-Path: <>
From: MAILER-DAEMON@mx.example
To: {TO}
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<kim@mail.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <{TO}>
Message-ID: {ID}
Subject: x

text
""".encode()
GMAIL = report(
    "5.1.1",
    said="550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking",
    before="Auto-Submitted: auto-replied\nX-Failed-Recipients: kim@mail.example\n",
    text="** Address not found **\n\nYour message wasn't delivered to kim@mail.example",
)
EXCHANGE = report(
    "5.1.10",
    said="550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient kim@mail.example not found by SMTP address lookup",
    before="X-MS-Exchange-Message-Is-Ndr:\nContent-Language: ja-JP\n",
    text="メッセージを配信できませんでした。",
)
DOCOMO = plain(
    f"""Return-Path: <>
    From: MAILER-DAEMON@docomo.example
    To: {TO}
    Subject: Mail System Error - Returned Mail""",
    f"次のあて先へのメッセージはエラーのため送信できませんでした。\n\n<kim@docomo.example>\n送信先メールアドレスが見つかりません。(550 Unknown user kim@docomo.example)\n\nMessage-ID: {ID}\n",
    "iso-2022-jp",
)
POSTFIX_TEXT_GROUPS = report("5.0.0", said="550 Unknown user kim@docomo.example (state 14)")
PLAIN_STATUS = report("5.1.1", said="550 5.1.1 User unknown").replace(
    b"Content-Type: message/delivery-status", b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: 7bit"
)

BOUNCES = {
    "postfix, unknown user": (
        report(
            "5.1.1",
            said="550 5.1.1 <kim@mail.example>: Recipient address rejected: User unknown in virtual mailbox table",
        ),
        "hard",
        "5.1.1",
    ),
    "postfix, host unknown": (
        report(
            "5.4.4",
            said="Host or domain name not found. Name service error for name=mail.example type=A: Host not found",
        ),
        "hard",
        "5.4.4",
    ),
    "postfix, vague with docomo words": (POSTFIX_TEXT_GROUPS, "hard", "5.0.0"),
    "postfix, null mx": (
        report("5.1.0", said="556 Domain mail.example does not accept mail (nullMX)"),
        "hard",
        "5.1.0",
    ),
    "postfix, mailbox full": (report("5.2.2", said="552 5.2.2 Over quota"), "soft", "5.2.2"),
    "postfix, expired": (report("4.4.7", said="450 4.4.7 delivery temporarily suspended"), "soft", "4.4.7"),
    "postfix, still trying": (
        report("4.4.1", action="delayed", said="connect to mx.example: Connection timed out"),
        "late",
        "4.4.1",
    ),
    "postfix, greylisted for good": (report("4.7.1", said="450 4.7.1 Greylisted"), "soft", "4.7.1"),
    "gmail, no such account": (GMAIL, "hard", "5.1.1"),
    "gmail, unauthenticated": (
        report("5.7.26", said="550-5.7.26 This mail has been blocked because the sender is unauthenticated"),
        "soft",
        "5.7.26",
    ),
    "gmail, over quota": (
        report("5.2.2", said="552-5.2.2 The recipient's inbox is out of storage space and full"),
        "soft",
        "5.2.2",
    ),
    "gmail, inactive": (
        report("5.2.1", said="550-5.2.1 The email account that you tried to reach is inactive"),
        "hard",
        "5.2.1",
    ),
    "gmail, spam": (
        report("5.7.1", said="550-5.7.1 Our system has detected that this message is likely unsolicited mail"),
        "soft",
        "5.7.1",
    ),
    "exchange online, not found": (EXCHANGE, "hard", "5.1.10"),
    "exchange online, access denied": (
        report("5.4.1", said="550 5.4.1 Recipient address rejected: Access denied"),
        "hard",
        "5.4.1",
    ),
    "exchange online, blocked": (
        report("5.7.606", said="550 5.7.606 Access denied, banned sending IP"),
        "soft",
        "5.7.606",
    ),
    "exchange, too large": (report("5.3.4", said="552 5.3.4 Message size exceeds fixed limit"), "soft", "5.3.4"),
    "exchange, vague": (report("5.0.0", said="500 5.5.0 something"), "soft", "5.5.0"),
    "more exact than its reporter": (report("5.0.0", said="550 5.1.1 unknown"), "hard", "5.1.1"),
    "yahoo japan, unknown": (
        report("5.1.1", said="554 delivery error: dd This user doesn't have a yahoo.example account"),
        "hard",
        "5.1.1",
    ),
    "icloud, full": (report("5.2.2", said="552 5.2.2 <kim@mail.example>: user is over quota"), "soft", "5.2.2"),
    "exim": (EXIM, "hard", ""),
    "qmail": (QMAIL, "hard", "5.1.1"),
    "docomo, in japanese": (DOCOMO, "hard", ""),
    "fields in another encoding": (PLAIN_STATUS, "hard", "5.1.1"),
    "no status at all": (report("", said="550 User unknown"), "hard", ""),
    "a report without words": (report("5.4.6"), "soft", "5.4.6"),
}


@pytest.mark.parametrize("name", BOUNCES)
def test_a_returned_mail_says_how_much_about_the_address(name):
    raw, bounce, status = BOUNCES[name]

    found = read(raw)

    assert found["kind"] == "bounce"
    assert [one[1] for one in found["failures"]] == [bounce]
    assert found["failures"][0][2] == status
    assert found["failures"][0][3] or name == "a report without words"


@pytest.mark.parametrize("name", [one for one in BOUNCES if one != "no status at all"])
def test_a_returned_mail_names_our_mail(name):
    assert ID in read(BOUNCES[name][0])["returned_ids"]


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_of_success_is_no_bounce(action):
    found = read(report("2.0.0", action=action))

    assert (found["kind"], found["failures"]) == ("auto_reply", [])


AUTO = {
    "rfc 3834": plain("From: kim@mail.example\nSubject: Re: x\nAuto-Submitted: auto-replied", "I am away."),
    "rfc 3834 with a reason": plain(
        "From: kim@mail.example\nSubject: x\nAuto-Submitted: auto-generated; vacation", "x"
    ),
    "exchange, english": plain(
        "From: kim@mail.example\nSubject: Automatic reply: x\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated",
        "x",
    ),
    "exchange, japanese": plain(
        "From: kim@mail.example\nSubject: 自動応答: 選考結果のご連絡", "ただいま不在にしております。"
    ),
    "exchange, encoded": plain(
        "From: kim@mail.example\nSubject: =?iso-2022-jp?B?GyRCPCtGMEF3P1cbKEI=?=\nX-Autoreply: yes", "x"
    ),
    "gmail, vacation": plain("From: kim@mail.example\nSubject: Out of office\nPrecedence: bulk\nX-Autoreply: yes", "x"),
    "japanese firm": plain(
        "From: kim@mail.example\nSubject: 【自動返信】お問い合わせありがとうございます", "受け付けました。"
    ),
    "japanese firm, bracket": plain("From: kim@mail.example\nSubject: [自動送信メール] 受付完了", "受け付けました。"),
    "absence": plain("From: kim@mail.example\nSubject: 不在のお知らせ", "出張中です。"),
    "absence by mail server": plain("From: kim@mail.example\nSubject: 不在通知: Re: 選考結果", "出張中です。"),
    "junk": plain("From: kim@mail.example\nSubject: x\nPrecedence: junk", "x"),
    "a list": plain("From: kim@mail.example\nSubject: x\nList-Id: <a.example>", "x"),
    "nobody's": plain("Return-Path: <>\nFrom: kim@mail.example\nSubject: x", "x"),
    "read receipt": plain("From: kim@mail.example\nSubject: 開封済み: x", "x"),
    "postmaster without a failure": plain("From: postmaster@mx.example\nSubject: welcome", "Hello."),
}


@pytest.mark.parametrize("name", AUTO)
def test_a_machine_that_answers_is_told_from_a_person(name):
    assert read(AUTO[name])["kind"] == "auto_reply"


def test_a_read_receipt_is_a_machines():
    raw = b"""From: kim@mail.example
Subject: Read: x
Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

--b
Content-Type: text/plain

Your message was read.
--b
Content-Type: message/disposition-notification

Final-Recipient: rfc822; kim@mail.example
Disposition: manual-action/MDN-sent-manually; displayed
--b--
"""
    assert read(raw)["kind"] == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "extra"),
    [
        ("Re: 選考結果のご連絡", ""),
        ("Re: 【自動返信】応募を受け付けました", ""),
        ("不在着信の件でご連絡しました", ""),
        ("お世話になっております", "Auto-Submitted: no\n"),
        ("配信停止のお願い", ""),
        ("返信が遅くなりました", "Precedence: normal\n"),
        ("Undeliverable dreams: my answer", ""),
        ("", ""),
    ],
)
def test_a_person_is_not_taken_for_a_machine(subject, extra):
    found = read(
        plain(
            f"From: キム <kim@mail.example>\nSubject: {subject}\n{extra}",
            "ご連絡ありがとうございます。メールアドレスが見つかりませんと表示されました。",
        )
    )

    assert (found["kind"], found["subject"]) == ("reply", subject)


# --- what is new in an answer -------------------------------------------------------------------------------------

ANSWER = "ご連絡ありがとうございます。\n来週の月曜日に伺います。"
ASK = "選考の結果をお知らせいたします。"
QUOTES = {
    "gmail, japanese": f"{ANSWER}\n\n2026年11月23日(月) 10:00 株式会社ミナトソフト 採用担当 <saiyo@minato.example>:\n\n> {ASK}\n> 以上",
    "gmail, english": f"{ANSWER}\n\nOn Mon, Nov 23, 2026 at 10:00 AM Minato Soft <saiyo@minato.example> wrote:\n\n> {ASK}",
    "outlook, japanese": f"{ANSWER}\n\n差出人: 採用担当 <saiyo@minato.example>\n送信日時: 2026年11月23日 10:00\n宛先: Kim <kim@mail.example>\n件名: 結果\n\n{ASK}",
    "outlook, english": f"{ANSWER}\n\nFrom: Minato <saiyo@minato.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Kim <kim@mail.example>\nSubject: x\n\n{ASK}",
    "outlook, line": f"{ANSWER}\n\n-----Original Message-----\nFrom: Minato\nSent: Monday\n\n{ASK}",
    "outlook, japanese line": f"{ANSWER}\n\n-----元のメッセージ-----\n差出人: 採用担当\n\n{ASK}",
    "apple mail": f"{ANSWER}\n\n> 2026/11/23 10:00、採用担当 <saiyo@minato.example>のメール:\n> \n> {ASK}",
    "thunderbird": f"{ANSWER}\n\nOn 2026/11/23 10:00, Minato wrote:\n> {ASK}",
    "yahoo japan": f"{ANSWER}\n\n----- Original Message -----\nFrom: saiyo@minato.example\nTo: kim@mail.example\n\n{ASK}",
    "docomo": f"{ANSWER}\n\n> {ASK}\n> 以上",
    "full width marks": f"{ANSWER}\n\n＞{ASK}\n＞以上",
    "nothing quoted": ANSWER,
}


@pytest.mark.parametrize("name", QUOTES)
def test_the_quoted_mail_is_cut_off(name):
    found = new_text(QUOTES[name])

    assert ANSWER.split("\n", maxsplit=1)[0] in found
    assert ANSWER.split("\n")[1] in found
    assert ASK not in found


def test_words_between_the_lines_of_a_quote_stay():
    text = "以下の通りお答えします。\n\n> 希望日はいつですか。\n月曜日です。\n> 場所はどこですか。\nオンラインです。"

    found = new_text(text)

    assert "月曜日です。" in found
    assert "オンラインです。" in found


def test_a_mail_that_only_quotes_is_kept_whole():
    assert new_text(f"> {ASK}") == f"> {ASK}"


def test_what_was_cut_off_is_kept_beside_it():
    found = read(plain("From: kim@mail.example\nSubject: x", QUOTES["gmail, japanese"]))

    assert ASK not in found["text"]
    assert ASK in found["whole"]


# --- shapes of bodies ---------------------------------------------------------------------------------------------


def test_html_alone_becomes_text():
    page = "<html><head><title>t</title><style>p{color:red}</style></head><body><p>承知しました。</p><p>よろしく<br>お願いします。</p><script>alert(1)</script><blockquote><p>前のメール</p></blockquote></body></html>"
    mail = MIMEText(page, "html", "utf-8")
    mail["From"] = "kim@mail.example"

    found = read(mail.as_bytes())

    assert found["text"].split("\n") == ["承知しました。", "", "よろしく", "お願いします。"]
    assert "alert" not in found["whole"]
    assert "color" not in found["whole"]


def test_a_page_keeps_no_address_of_a_picture_or_link():
    assert (
        from_html('<p>hi <a href="https://evil.example/?track=1">there</a><img src="https://pixel.example/a.gif"></p>')
        == "hi there"
    )


def test_the_plain_part_is_taken_and_files_are_named():
    mail = MIMEMultipart("mixed")
    mail["From"] = "kim@mail.example"
    both = MIMEMultipart("alternative")
    both.attach(MIMEText("書類をお送りします。", "plain", "utf-8"))
    both.attach(MIMEText("<p>HTML</p>", "html", "utf-8"))
    mail.attach(both)
    file = MIMEText("職務経歴", "plain", "utf-8")
    file.add_header("Content-Disposition", "attachment", filename=("utf-8", "", "職務経歴書.txt"))
    mail.attach(file)

    found = read(mail.as_bytes())

    assert (found["text"], found["files"]) == ("書類をお送りします。", ["職務経歴書.txt"])


CHARSETS = {
    "utf-8": ("utf-8", "①㈱髙橋です。ﾊﾝｶｸ"),
    "cp932 called shift_jis": ("shift_jis", "①㈱髙橋です。ﾊﾝｶｸ"),
    "iso-2022-jp": ("iso-2022-jp", "面接の件、承知しました。"),
    "euc-jp": ("euc-jp", "承知しました。"),
    "gb2312": ("gb2312", "谢谢"),
    "latin-1": ("iso-8859-1", "Merci, à bientôt"),
}


@pytest.mark.parametrize("name", CHARSETS)
def test_charsets_as_they_are_called(name):
    called, text = CHARSETS[name]
    raw = text.encode("cp932" if called == "shift_jis" else called)

    assert charsets.text_of(raw, called) == text


def test_iso_2022_jp_as_microsoft_writes_it():
    raw = "\x1b$B-!-j\x1b(B \x1b(IJ]\x1b(B".encode("ascii")

    assert charsets.text_of(raw, "iso-2022-jp") == "①㈱ ﾊﾝ"


@pytest.mark.parametrize("called", ["", "x-unknown", "us-ascii", "utf-8", "\x00", "utf-7'); drop"])
def test_a_charset_that_does_not_fit_is_guessed(called):
    assert charsets.text_of("承知しました".encode("cp932"), called) == "承知しました"
    assert charsets.text_of("承知しました".encode("iso-2022-jp"), "") == "承知しました"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("=?UTF-8?B?6Z2i5o6l?=", "面接"),
        ("=?iso-2022-jp?B?GyRCTExAXBsoQg==?=", "面接"),
        ("=?shift_jis?B?lsqQ2g==?=", "面接"),
        ("=?utf-8?q?=E9=9D=A2?= =?utf-8?q?=E6=8E=A5?=", "面接"),
        ("=?utf-8?b?broken", "=?utf-8?b?broken"),
        ("=?x-nobody?b?6Z2i5o6l?=", "面接"),
        ("a\r\n b\t\tc", "a b c"),
        ("a\x00b\u2028c", "ab c"),
    ],
)
def test_headers_as_people_read_them(raw, shown):
    assert charsets.header(raw) == shown


def test_raw_bytes_in_a_header_are_guessed():
    raw = b"From: kim@mail.example\nSubject: " + "面接の件".encode("cp932") + b"\n\nx"

    assert read(raw)["subject"] == "面接の件"


def test_flowed_lines_are_joined():
    raw = b"From: kim@mail.example\nContent-Type: text/plain; format=flowed\n\nThis is one \nlong line.\n\nNext."

    assert read(raw)["text"] == "This is one long line.\n\nNext."


IN_JAIL = {
    "docomo": DOCOMO,
    "exim": EXIM,
    "a machine": AUTO["exchange, encoded"],
    "cp932": b"From: kim@mail.example\nContent-Type: text/plain; charset=shift_jis\n\n" + "①㈱髙".encode("cp932"),
    "a codec nobody has": b"From: kim@mail.example\nContent-Type: text/plain; charset=x-nobody\n\nhello",
    "raw header": b"From: kim@mail.example\nSubject: " + "面接".encode("euc-jp") + b"\n\nhello",
}


@pytest.mark.parametrize("name", IN_JAIL)
def test_the_jail_reads_the_same(name):
    """No codec and no module is loaded any more once the door is shut: all are there before."""
    assert jailed(IN_JAIL[name]) == read(IN_JAIL[name])
