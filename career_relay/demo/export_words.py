"""Invented people and what an ATS might say about them. Every address ends in .example, every phone is of zeros."""

from typing import Final, NamedTuple


class Name(NamedTuple):
    kanji: str
    kana: str
    roman: str


class Role(NamedTuple):
    """A position of the sample export, with skills and sentences that fit it."""

    title: str
    skills: tuple[str, ...]
    lines: tuple[str, ...]
    past: tuple[str, ...]


def _names(text: str) -> tuple[Name, ...]:
    return tuple(Name(*entry.split("/")) for entry in text.split())


FAMILIES: Final = _names(
    "青柳/アオヤギ/aoyagi 秋庭/アキバ/akiba 安達/アダチ/adachi 新井/アライ/arai 飯島/イイジマ/iijima 石橋/イシバシ/ishibashi "
    "泉/イズミ/izumi 稲垣/イナガキ/inagaki 今村/イマムラ/imamura 上原/ウエハラ/uehara 梅津/ウメツ/umetsu 江口/エグチ/eguchi "
    "遠山/トオヤマ/toyama 大久保/オオクボ/okubo 大沢/オオサワ/osawa 岡部/オカベ/okabe 小野寺/オノデラ/onodera 柏木/カシワギ/kashiwagi "
    "片桐/カタギリ/katagiri 金子/カネコ/kaneko 河合/カワイ/kawai 菊地/キクチ/kikuchi 北川/キタガワ/kitagawa 木下/キノシタ/kinoshita "
    "久保田/クボタ/kubota 黒田/クロダ/kuroda 小泉/コイズミ/koizumi 小松/コマツ/komatsu 坂井/サカイ/sakai 桜庭/サクラバ/sakuraba "
    "笹川/ササガワ/sasagawa 沢村/サワムラ/sawamura 柴田/シバタ/shibata 白石/シライシ/shiraishi 杉本/スギモト/sugimoto 須藤/スドウ/sudo "
    "関口/セキグチ/sekiguchi 千田/センダ/senda 高野/タカノ/takano 髙橋/タカハシ/takahashi 竹中/タケナカ/takenaka 田島/タジマ/tajima "
    "土屋/ツチヤ/tsuchiya 富永/トミナガ/tominaga 永井/ナガイ/nagai 中西/ナカニシ/nakanishi 成田/ナリタ/narita 西尾/ニシオ/nishio "
    "野口/ノグチ/noguchi 萩原/ハギワラ/hagiwara 浜田/ハマダ/hamada 早川/ハヤカワ/hayakawa 平野/ヒラノ/hirano 福井/フクイ/fukui "
    "堀内/ホリウチ/horiuchi 牧野/マキノ/makino 松崎/マツザキ/matsuzaki 宮﨑/ミヤザキ/miyazaki 村瀬/ムラセ/murase 森下/モリシタ/morishita "
    "矢野/ヤノ/yano 横山/ヨコヤマ/yokoyama 吉岡/ヨシオカ/yoshioka 若林/ワカバヤシ/wakabayashi 渡邊/ワタナベ/watanabe 和田/ワダ/wada"
)
GIVENS: Final = _names(
    "彩花/アヤカ/ayaka 晃/アキラ/akira 杏奈/アンナ/anna 一樹/カズキ/kazuki 恵子/ケイコ/keiko 健太/ケンタ/kenta 浩二/コウジ/koji "
    "琴美/コトミ/kotomi 慎一/シンイチ/shinichi 翔太/ショウタ/shota 聡/サトシ/satoshi 早紀/サキ/saki 信也/シンヤ/shinya 涼子/リョウコ/ryoko "
    "大輔/ダイスケ/daisuke 千尋/チヒロ/chihiro 司/ツカサ/tsukasa 徹/トオル/toru 知美/トモミ/tomomi 直人/ナオト/naoto 夏美/ナツミ/natsumi "
    "遥/ハルカ/haruka 春樹/ハルキ/haruki 秀明/ヒデアキ/hideaki 陽菜/ヒナ/hina 弘樹/ヒロキ/hiroki 真由/マユ/mayu 正人/マサト/masato "
    "美咲/ミサキ/misaki 充/ミツル/mitsuru 萌/モエ/moe 康平/コウヘイ/kohei 優斗/ユウト/yuto 由佳/ユカ/yuka 裕子/ユウコ/yuko 亮/リョウ/ryo "
    "玲奈/レナ/rena 航/ワタル/wataru 若菜/ワカナ/wakana 洋平/ヨウヘイ/yohei"
)
ROLES: Final = (
    Role(
        "法人営業",
        ("法人営業", "新規開拓", "既存顧客", "提案書作成", "予算管理", "価格交渉"),
        (
            "法人向けサービスの営業を担当し、新規開拓で年間40社と契約しました。",
            "既存顧客を60社担当し、定例会での提案により継続率を高めました。",
            "提案書作成から見積り、契約までを一人で進めてきました。",
        ),
        ("オフィス機器商社 法人営業", "物流サービス会社 ルート営業", "人事向けソフトウェア会社 営業"),
    ),
    Role(
        "カスタマーサクセス",
        ("カスタマーサクセス", "オンボーディング", "既存顧客", "データ分析", "資料作成"),
        (
            "導入支援と活用提案を担当し、解約率を半分に下げました。",
            "利用データを見て、使われていない機能の説明会を毎月開きました。",
        ),
        ("業務ソフトウェア会社 カスタマーサクセス", "通信会社 法人サポート"),
    ),
    Role(
        "経理",
        ("月次決算", "年次決算", "仕訳", "売掛金管理", "Excel"),
        ("月次決算を5営業日から3営業日に早めました。", "監査法人の対応と年次決算の取りまとめを担当しました。"),
        ("食品卸売会社 経理", "会計事務所 記帳・決算補助"),
    ),
    Role(
        "Webエンジニア",
        ("Python", "TypeScript", "PostgreSQL", "AWS", "設計レビュー"),
        (
            "予約システムの開発を担当し、検索の応答時間を三分の一にしました。",
            "要件整理からテスト、公開後の運用までをチームで進めました。",
        ),
        ("受託開発会社 エンジニア", "自社サービス会社 バックエンドエンジニア"),
    ),
    Role(
        "生産管理",
        ("生産計画", "在庫管理", "工程改善", "Excel", "協力会社との調整"),
        ("部品の在庫を二割減らし、欠品を無くしました。", "週次の生産計画を立て、協力会社との納期調整を担当しました。"),
        ("自動車部品メーカー 生産管理", "食品工場 製造・工程管理"),
    ),
    Role(
        "マーケティング",
        ("広告運用", "メールマーケティング", "データ分析", "記事制作", "イベント運営"),
        (
            "展示会とメール配信を企画し、商談数を1.5倍にしました。",
            "広告の費用対効果を毎週見直し、獲得単価を下げました。",
        ),
        ("広告会社 プランナー", "住宅設備メーカー 販売促進"),
    ),
    Role(
        "物流管理",
        ("配車", "倉庫管理", "在庫管理", "改善提案", "シフト管理"),
        ("倉庫の置き場を見直し、出荷の誤りを七割減らしました。", "30名の倉庫でシフトと安全の管理を担当しました。"),
        ("運送会社 配車担当", "通販会社 倉庫管理"),
    ),
)
STUDENT_POSITIONS: Final = ("総合職（新卒）", "営業職（新卒）", "技術職（新卒）")
STUDENT_SKILLS: Final = ("TOEIC 780", "Python", "簿記2級", "プレゼンテーション", "統計", "動画編集", "Excel")
STUDENT_LINES: Final = (
    "ゼミで地域の商店街の調査をまとめ、商店会で発表しました。",
    "学園祭の実行委員として、20団体の出店を調整しました。",
    "カフェのアルバイトで新人の教え方を見直し、手順書を作りました。",
    "研究室で実験データの整理を自動にし、集計の時間を半分にしました。",
)
UNIVERSITIES: Final = (
    "東信大学 経済学部",
    "北陵大学 工学部",
    "みなと大学 文学部",
    "中部情報大学 情報学部",
    "瀬戸内大学 農学部",
)
REASONS: Final = (
    "要件の実務経験年数に届かなかったため",
    "他の候補者の経験がより合っていたため",
    "希望条件（勤務地）が合わなかったため",
    "募集枠が埋まったため",
    "必須スキルの確認ができなかったため",
    "職種への志望の度合いが確かめられなかったため",
)
NOTES: Final = (
    "質問への回答が具体的で、数字の根拠を示していた。",
    "説明が丁寧。\n次の募集では営業企画も候補になる。",
    "受け答えは良好。\n要件の経験年数のみ不足。",
    "面接後のお礼メールあり。",
    "別職種での再応募を歓迎と伝えた。",
    "日程調整に時間がかかった。\n連絡はメールを希望。",
)
# What recruiters write although they may not keep it: the import leaves these out and says so.
UNFAIR_NOTES: Final = (
    "父親の職業は公務員とのこと。",
    "結婚の予定を確認した。",
    "年齢的に厳しい。",
    "実家は農家の多い地域とのこと。",
)
LABELS: Final = ("次点", "最終面接まで", "再応募歓迎", "語学", "地方勤務可", "学会発表")
AGENCIES: Final = ("株式会社ブリッジ人材", "キャリア結び株式会社", "みらい人材紹介株式会社", "東海人材バンク株式会社")
DISPATCHERS: Final = ("スタッフ中央株式会社", "派遣サポート東日本株式会社")
MEDIA: Final = ("求人ナビA", "転職ひろば", "スカウト便", "新卒ナビB")
ADDRESSES: Final = (
    ("100-0001", "東京都千代田区"), ("220-0012", "神奈川県横浜市西区"), ("330-0846", "埼玉県さいたま市大宮区"), ("260-0013", "千葉県千葉市中央区"),
    ("460-0008", "愛知県名古屋市中区"), ("420-0851", "静岡県静岡市葵区"), ("530-0001", "大阪府大阪市北区"), ("604-0925", "京都府京都市中京区"),
    ("812-0011", "福岡県福岡市博多区"), ("980-0021", "宮城県仙台市青葉区"), ("060-0001", "北海道札幌市中央区"), ("380-0823", "長野県長野市"),
)  # fmt: skip
DOMAINS: Final = ("kimail.example", "post.example", "inbox.example", "mail.example")
