"""Kanji that people write in more than one way, folded to one form for search and matching.

The form a person uses for their own name is always kept; folding only decides what counts as the same.
NFKC already unites the compatibility ideographs, so they are not listed here.
"""

# Each line: the form folded to, then the forms that fold to it.
_FAMILIES = """
高髙 崎﨑嵜碕㟢 辺邉邊 斎齋齊斉 浜濵濱 沢澤 徳德 恵惠 広廣 国國圀 島嶋嶌 富冨 真眞 桑桒 瀬瀨
吉𠮷 柳栁桺 彦彥 橋槗𣘺 円圓 栄榮 桜櫻 竜龍 実實 礼禮 寿壽 与與 呉吳 鉄鐵銕 将將 増增 寛寬 緒緖
清淸 薫薰 静靜 暁曉 豊豐 蔵藏 条條 楽樂 勲勳勛 穂穗 蛍螢 郷鄕鄉 黒黑 歩步 毎每 内內 児兒 凜凛
尭堯 壮壯 奥奧 岳嶽 巌巖 弥彌 恒恆 抜拔 教敎 昂昻 曽曾 来來 桧檜 気氣 満滿 渋澁 滝瀧 灯燈 狭狹
瑶瑤 当當 尽盡 研硏 禄祿 稲稻 篭籠 糸絲 総總 聡聰 館舘 荘莊 万萬 芸藝 薬藥 装裝 証證 譲讓 頼賴
転轉 遥遙 鎮鎭 鴎鷗 塩鹽 麦麥 齢齡 鶏鷄 淵渕渊 藪薮籔 晋晉 亀龜 仏佛 伝傳 体體 剣劍 励勵
単單 厳嚴 参參 図圖 団團 変變 宝寶 尚尙 峰峯 峡峽 巣巢 帯帶 庁廳 応應 恋戀 戸戶 択擇 栃杤
柏栢 様樣 権權 横橫 欧歐 沖冲 為爲 煕熙凞 画畫 県縣 砿礦 秋穐 穣穰 絵繪 経經 継繼 続續
脇𦚰 船舩 萌萠 鉱鑛 関關 陥陷 隠隱 霊靈 顕顯 駅驛 験驗 鶴靏靍 麹麴 黄黃 点點
"""


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for family in _FAMILIES.split():
        for other in family[1:]:
            table.setdefault(ord(other), family[0])
    # 斎 and 斉 are two characters, yet the four spellings are the commonest mix-up in any applicant list.
    table[ord("斉")] = "斎"
    return table


VARIANTS = _table()
# Marks that choose a glyph and carry no meaning of their own.
VARIATION_SELECTORS = dict.fromkeys([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
