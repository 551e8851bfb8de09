"""Files for the tests, made here rather than kept: small, and named for what is wrong with them."""

import io
import zipfile

from career_relay.base.sheets import workbook

LIST = '候補者ID,氏名,メールアドレス,応募日,備考\r\n1,三浦 沙織,saori@kimail.example,2026/3/5,良い\r\n2,平野 和也,hirano@post.example,令和8年3月6日,"一行目\n二行目"\r\n3,金子 遥,haruka@mail.example,R8.3.7,髙い\r\n'


def packed(*names: str) -> bytes:
    """A zip that holds files of these names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def sheet(*rows: tuple[str, ...], title: str = "候補者") -> bytes:
    return workbook(rows, title=title)


def csv_of(headings: str, *rows: str) -> bytes:
    return "\n".join((headings, *rows, "")).encode()
