"""Files of invented people, made while the tests run: Word and PDF in the layouts that come in."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RIREKISHO: list[Sequence[str]] = [
    ("履　歴　書", "2026年11月1日現在"),
    ("ふりがな", "やまだ　たろう"),
    ("氏　名", "山田　太郎"),
    ("生年月日", "平成5年4月2日生", "(満33歳)", "性別 男"),
    ("現住所", "〒100-0001 東京都千代田区"),
    ("年", "月", "学歴・職歴（各別にまとめて書く）"),
    ("", "", "学歴"),
    ("平成24", "3", "東京都立みなと高等学校 卒業"),
    ("平成24", "4", "港南大学 工学部 情報工学科 入学"),
    ("平成28", "3", "港南大学 工学部 情報工学科 卒業"),
    ("", "", "職歴"),
    ("平成28", "4", "株式会社ミナトソフト 入社"),
    ("", "", "法人営業部にて新規開拓を担当"),
    ("平成31", "3", "一身上の都合により退職"),
    ("令和元", "5", "合同会社こもれび 入社"),
    ("", "", "現在に至る"),
    ("", "", "以上"),
    ("年", "月", "免許・資格"),
    ("2016", "5", "普通自動車第一種運転免許 取得"),
    ("2020", "〃", "TOEIC 850点"),
    ("配偶者", "有", "扶養家族数 2人"),
    ("志望の動機、特技、好きな学科、アピールポイントなど",),
    ("貴社の製品を毎日使っています。",),
]
SHOKUREKI = """職務経歴書
2026年11月1日現在
氏名：山田太郎

■職務要約
大学卒業後、SaaSの法人営業を5年経験しました。父親の職業は公務員です。

■職務経歴
株式会社ミナトソフト（2016年4月～2019年3月）
事業内容：ソフトウェア開発
役職：主任
・法人営業として新規開拓を担当。年間120%達成。
2017年4月～2018年3月 大手向け提案プロジェクト
・提案書作成、プレゼンテーション

2019年4月～現在　合同会社こもれび
職種：バックエンドエンジニア
・GoとPostgreSQLで決済APIを設計・開発
・AWS上の運用

■活かせる経験・知識・技術
・Go 5年、Python 3年、Docker
・Excel（VLOOKUP、ピボット）

■資格
・基本情報技術者（2018年10月取得）
・TOEIC 850点（2020年1月）

■語学
英語：ビジネスレベル

■自己PR
粘り強く取り組みます。結婚の予定があります。
以上
"""


def docx(*paragraphs: str, rows: Iterable[Sequence[str]] = (), **parts: str) -> bytes:
    """A Word document of paragraphs and one table; `parts` are further files, "/" in names written as "__"."""
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    cells = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    table = f"<w:tbl>{cells}</w:tbl>" if cells else ""
    return archive({"word/document.xml": document(body + table)} | {k.replace("__", "/"): v for k, v in parts.items()})


def _cell(text: str) -> str:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc>{lines}</w:tc>"


def document(body: str, before: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def pdf(rows: Iterable[Sequence[str]], *, font: str = "HeiseiMin-W3", password: str = "", pages: int = 1) -> bytes:
    """A PDF with columns, in a Japanese font that is named and not embedded, as many programs write it."""
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    made = io.BytesIO()
    page = canvas.Canvas(made, pagesize=A4, encrypt=password or None)
    for _page in range(pages):
        page.setFont(font, 10)
        height = 800.0
        for row in rows:
            for place, text in enumerate(row):
                page.drawString(50 + 60 * place, height, text)
            height -= 18
        page.showPage()
    page.save()
    return made.getvalue()


def scan() -> bytes:
    """A PDF that holds a picture and not one letter."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    made = io.BytesIO()
    page = canvas.Canvas(made, pagesize=A4)
    page.drawImage(ImageReader(Image.new("RGB", (200, 280), "white")), 0, 0, 595, 842)
    page.showPage()
    page.save()
    return made.getvalue()
