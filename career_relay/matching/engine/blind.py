"""What the engine must not see: name, sex, age, nationality, family, school, company name.

The spans found here are taken out before a text is indexed, embedded or searched for skills
(職業安定法5条の5, the 14 items of fair selection). Quotes still come from the whole text.
"""

import re
from collections.abc import Iterator

_COUNTRIES = (
    "日本|中国|韓国|台湾|香港|北朝鮮|朝鮮|ベトナム|フィリピン|インドネシア|ネパール|ミャンマー|タイ|インド|スリランカ|"
    "バングラデシュ|モンゴル|カンボジア|ラオス|マレーシア|シンガポール|ブラジル|ペルー|アメリカ|米国|カナダ|イギリス|英国|"
    "フランス|ドイツ|イタリア|スペイン|ロシア|ウクライナ|オーストラリア|ナイジェリア"
)
_NATIONS = (
    "japanese|chinese|korean|vietnamese|filipino|indonesian|nepali|nepalese|burmese|thai|indian|brazilian|peruvian|"
    "american|british|french|german|russian|foreign"
)
_WORD = "一-龥々ァ-ヶーA-Za-z0-9"
_NAMED = (
    r"[一-龥々ァ-ヶーぁ-んa-z・.]{1,12} ?[一-龥々ァ-ヶーぁ-んa-z・]{0,12}(?=\s*\(\s*(?:男|女|\d{1,2}\s*[歳才]))"
    r"|[一-龥々ァ-ヶーa-z・]{1,10} ?[一-龥々ァ-ヶーぁ-んa-z・]{1,10}(?=と申し)"
    r"|(?<![一-龥々お])(?!客|皆|顧客|患者|利用者|入居者|取引先|上司|部下|社員|同僚|先輩|後輩)[一-龥々]{0,3}(?![仕同多模異一各])[一-龥々](?=さん|様|氏(?!名))"
)
_LABELLED = (
    r"(?:氏名|お名前|名前|ふりがな|フリガナ|性別|生年月日|年齢|国籍|本籍|出身地|配偶者|扶養家族|家族構成|住所|現住所|最寄り駅|学歴|出身校|出身大学)"
    r"\s*[:/][^\n。、,]*"
    r"|\b(?:full name|name|sex|gender|date of birth|birth date|age|nationality|marital status|address|university|school)"
    r"\s*:[^\n.,;]*"
)
_SEX_AND_FAMILY = (
    r"男性|女性|男子|女子|男女|彼女|彼ら|彼(?!岸)|妊娠|出産|産休|産前産後|育休|育児休業|育児(?!相談)|子育て(?!支援|相談|ひろば)|結婚(?!式場)|既婚|未婚|独身|離婚|配偶者|扶養|"
    r"専業家事従事者|家事従事者|シングルマザー|シングルファーザー|ママ|パパ|母親|父親|妻(?!有)|夫(?=[のはがをとに、。])|息子|娘"
    r"|(?<![一-龥々])[男女](?=\s*(?:[、,)/・]|$))"  # alone, as in （女、41歳）
    r"|\b(?:he|she|him|her|his|hers|himself|herself|mrs|miss|male|female|man|woman|men|women|mother|father|mom|dad|"
    r"wife|husband|pregnan\w+|maternity|paternity|married|divorced|homemaker)\b\.?"
)
_AGE = (
    r"(?:満)?\d{1,2}\s*(?:歳|才)(?:代)?|[1-7]0代(?:前半|半ば|後半)?|"
    r"(?:(?:昭和|平成|令和)\s*\d{1,2}|(?:19|20)\d\d)年(?:\s*\d{1,2}月)?(?:\s*\d{1,2}日)?\s*(?:生まれ|生れ|生)(?![活産き])|"
    r"若手|若い|シニア世代|中高年|ゆとり世代|還暦|アラサー|アラフォー"
    r"|\b\d{1,2}[- ]years?[- ]old\b|\baged? \d{1,2}\b|\bborn in \d{4}\b"
    r"|\bin (?:my|his|her) (?:twenties|thirties|forties|fifties|sixties)\b"
)
_NATIONALITY = rf"(?:{_COUNTRIES})(?:籍|国籍|人(?!材|事|気))|国籍|外国籍|(?<!訪日)外国人(?=です|として|[、。)]|$)|\b(?:{_NATIONS}) (?:national|citizen|nationality|citizenship)\b"
# A school is hidden with what makes its name, when the words behind it say study.
_SCHOOL = (
    rf"[{_WORD}・]{{1,15}}(?:大学院?|短大|高等学校|高校|高等専門学校|高専|専門学校|女学院|学院|学園|中学校)"
    r"(?:[一-龥]{1,8}(?:学部|学科|研究科|専攻|学類))*(?=\s*[一-龥]{0,6}(?:卒|中退|在学|修了|入学|出身|にて|で[^あしす]|を|$))"
    r"(?:卒業|卒|中退|在学|修了|入学|出身)?"
    r"|\b(?:university|college|institute) of [a-z]+(?: [a-z]+)?|\b[a-z]+ (?:university|college|high school)\b"
)
_COMPANY = (
    rf"(?:株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\))[{_WORD}・&]{{1,20}}|"
    rf"[{_WORD}・&]{{1,15}}(?:株式会社|有限会社|合同会社|\(株\)|\(有\))"
    r"|\b[a-z]+(?: [a-z]+)? (?:inc|ltd|llc|k\.k|corp|co\., ltd)\b\.?"
)
_PATTERNS = (_LABELLED, _NAMED, _SEX_AND_FAMILY, _AGE, _NATIONALITY, _SCHOOL, _COMPANY)
_HIDDEN = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
# Single tokens that are too short to look for as text.
HIDDEN_FORMS = frozenset({"男", "女", "妻", "夫", "母", "父", "歳", "才", "氏", "卒", "卒業", "中退", "私", "僕", "俺"})


def hidden_spans(folded_text: str) -> Iterator[tuple[int, int]]:
    """Spans of a folded text that no scorer may see."""
    return (match.span() for match in _HIDDEN.finditer(folded_text))
