"""Invented people and openings for the tests of the engine."""

from career_relay.matching.engine import Opening, Profile, Source, parse_requirements

BACKEND = Opening(
    ref="backend",
    title="バックエンドエンジニア（決済基盤）",
    must=parse_requirements(
        ["Goまたは同等の静的型付け言語 3年以上", "Web APIの設計・運用", "RDBの設計", "設計レビューができる"]
    ),
    nice=parse_requirements(["決済・会計の領域", "AWS", "チーム横断の推進", "Terraform"]),
    prefecture="13",
    remote="partly",
    pay_min=6_500_000,
    pay_max=9_000_000,
)

TAKUMI = Profile(
    "takumi",
    titles=("サーバーサイドエンジニア",),
    texts=(
        Source("career", "Goでの開発が5年。決済APIの設計と運用を主担当。在庫の基幹をPostgreSQLで再設計。", ref="cv"),
        Source("evaluation", "設計力：5"),
    ),
)
MAI = Profile("mai", titles=("営業職",), texts=(Source("career", "法人営業を4年。新規開拓で目標を達成。"),))
SHOTA = Profile(
    "shota",
    titles=("Webエンジニア",),
    texts=(Source("career", "Pythonで会計APIを3年。MySQLのテーブル設計。AWSで運用。Goは未経験です。"),),
)
KIM = Profile("kim")
PEOPLE = (MAI, KIM, SHOTA, TAKUMI)
