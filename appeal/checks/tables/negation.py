"""Words and endings by which languages deny. Read as regular expressions, without case.

Generous on purpose: a mark that also means something else costs a missed
slip, a missing one costs a false alarm. Languages that are not listed are
not asked.
"""

from __future__ import annotations

import functools
import re
import unicodedata

# `\b` takes the vowel signs of Indic scripts for the end of a word; this edge does not.
_WORD = r"[\w\u0900-\u0dff\u200c\u200d]"
_EDGE = rf"(?:(?<!{_WORD})(?={_WORD})|(?<={_WORD})(?!{_WORD}))"
_INDIC = frozenset(["hi", "mr", "ne", "bn", "gu", "pa", "ta", "te", "si"])

NEGATION = {
    "am": r"አይ|አን|አና|አል|አት|ሳይ|ሳት|ምንም|የለ|ያል|ማንም|በፍጹም|ያለ",
    "ar": r"\b[وف]?(?:لا|لم|لن|ليس\w*|لست|ما|غير|بدون|دون|عدم|بلا|أي|كلا|لئلا|ألا|إلا)\b|\b\w?غير|\b\w{0,2}عدم"
    r"|\bب?دون",
    "az": r"(?:ma|mə)(?:\w|\b)|\bdeyil|\byox|(?:sız|siz|suz|süz)|\bheç",
    "bg": r"\bне|\bни\b|\bни\w|\bбез|\bняма|\bнито",
    "bn": r"না|নয়|নেই|নি\b|নহে|বিনা|ছাড়া|ব্যতীত|অ-?ব|কখনো|কোনো",
    "ca": r"\bno\b|\bcap\b|\bmai\b|\bres\b|\bsense\b|\bningú|\bni\b",
    "cs": r"\bn[eiě]|\bbez|\bžádn",
    "da": r"\bikke\b|\bingen\b|\bintet\b|\baldrig\b|\buden\b|\bhverken\b|\bu(?!nder|den|ge|d)\w{4,}",
    "de": r"nicht|\bfehl|entfällt|ins Leere|auch so|\bkein|\bnie\b|niemals|niemand|nirgend|\bohne|weder|\bun(?!ser|ter|ten|s\b|d\b)\w{3,}|\bnein\b"
    r"|los(?:e[mnrs]?)?\b",
    "el": r"\bλείπ|\bδεν?\b|\bμην?\b|\bούτε\b|\bχωρίς\b|\bκαν[έε]ν|\bκαμ[ίι]|\bποτέ\b|\bόχι\b|\bτίποτ|\bκανε[ίι]ς|\bδίχως\b"
    r"|\bμήτε\b|\bου[δτ]",
    "en": r"\bno\b|\bnot\b|n[’']t\b|\bnever\b|\bwithout\b|\bcannot\b|\bnone\b|\bnobody\b|\bnothing\b|\bneither\b"
    r"|\bnor\b|\bnowhere\b",
    "es": r"\bfalt[ae]|\bno\b|\bnunca\b|\bjamás\b|\bning[uú]n|\bsin\b|\bnadie\b|\bnada\b|\bni\b|\btampoco\b|\balgun[oa]\b",
    "et": r"\bei\b|\bära\b|\bmitte|\bpole\b|\bilma\b|\bkunagi|\w(?:ta|tu)\b",
    "fa": r"\bن[می]|\bنه\b|\bن\w{2,}|نیست|نمی|بدون|بی|هیچ|هرگز|عدم|غیر|نکرد|نشد|نبود|نخواه|نا",
    "fi": r"\b(?:en|et|ei|emme|ette|eivät|älä|älkää|eikä|enkä|eivätkä|emmekä)\b|\bilman\b|\bmi(?:kään|tään)"
    r"|\bkukaan|\bkoskaan|(?:tta|ttä|mat|mät|ton|tön|ttom|ttöm)",
    "fr": r"\bmanqu|\bne?\b|\bn[’']|\bpas\b|\bsans\b|\bjamais\b|\baucun|\brien\b|\bni\b|\bnon\b|\bpersonne\b|\bnul",
    "ga": r"\bm[uo]ra\b|\bmuna\b|\bn[íi]\b|\bní|\bn[áa]\b|\bnach\b|\bgan\b|\bcha\b|\bníor|\bnár|\bnior|\baon\b|\briamh\b|\bn[íi]l\b"
    r"|\bnach|\bgan\b|\bni",
    "gu": r"ના|નથી|નહીં|નહિ|વિના|વગર|કદી",
    "he": r"\b\w{0,3}(?:לא|אין|אינ\w*|אל|בלי|ללא|טרם|מבלי|לעולם|מעולם|שום|אף|בלתי|חסר\w*|אי)\b|\bאינ",
    "hi": r"नहीं|\bन\b|\bना\b|\bमत\b|बिना|कभी|बगैर|बग़ैर|\bकोई\b|\bअ\w{3,}|गैर|ग़ैर|के सिवा|निर्|वंचित",
    "hr": r"\bn[ei]|\bbez\b|\bnij|\bnis|\bnem|\bnikad",
    "hu": r"\bnem\b|\bne\b|\bsem\b|\bse\b|\bsoha|\bsenki|\bsemmi|nélkül|\bnincs|\bsincs|tlan\w*|tlen\w*|\bnélkül"
    r"|talan|telen",
    "hy": r"\bչ|\bոչ\b|\bառանց\b|\bերբեք|\bմի\b|\bան\w{3,}|\bչի|ոչինչ|ոչ մի",
    "id": r"\btidak|\btak\b|\bbukan|\bbelum|\btanpa\b|\bjangan|\btiada|\bnon",
    "it": r"\bnon\b|\bno\b|\bmanc|\bné\b|\bmai\b|\bsenza\b|\bnessun|\bniente\b|\bnulla\b|\bneanche\b|\bneppure\b|\balcun",
    "ja": r"違|な[いくけかし]|ません|ず[にに、。]?|ぬ|まい|無|不|非|未|ないで|決して|なし",
    "ka": r"\bარ|\bვერ|\bნუ\b|\bუ\w{3,}|გარეშე|\bარას|\bარც",
    "kk": r"\B(?:ма|ме|ба|бе|па|пе)(?:й|д[ыі]|ғ|г|с\b|с[аеты]|ң|у)|\bемес|\bжоқ|(?:сыз|сіз)|\bеш",
    "km": r"មិន|ពុំ|គ្មាន|អត់|កុំ|ឥត",
    "ko": r"아닙|다르|다릅|않|없|못|아니|안 |말[라고아]|마[십세]|불|무|미|비|아닌|절대|결코|금",
    "lo": r"ບໍ່|ບໍ|ຢ່າ",
    "lt": r"\bn[ei]|\bbe\b",
    "lv": r"\bn[ei]|\bbez\b",
    "mr": r"नाही|नये|नका|\bन\b|विना|शिवाय|कधी|नव्ह|नस|बिगर|नको",
    "ms": r"\btidak|\btak\b|\bbukan|\bbelum|\btanpa\b|\bjangan|\btiada|\bnafi|\benggan|\btanpa",
    "my": r"မ|ဘဲ|မဟုတ်",
    "nb": r"\bikke\b|\bingen\b|\bintet\b|\baldri\b|\buten\b|\bverken\b|\bu(?!nder|ten|ke|t)\w{4,}",
    "nl": r"\bontbre[ek]|\bniet|\bgeen\b|\bnooit|\bzonder\b|\bnoch\b|\bniemand|\bnergens|\bon(?!der|ze|mid|t|lang|rus)\w{4,}|\bnee\b",
    "pl": r"\bni[ech]|\bnik|\bnig|\bbez\b|\bbez\w|\bżad|\bani\b|\bnie",
    "pt": r"\bfalt[ae]|\bnão\b|\bnunca\b|\bjamais\b|\bnenhum|\bsem\b|\bninguém\b|\bnada\b|\bnem\b|\btampouco\b|\bqualquer\b",
    "ro": r"\bnu\b|\bn-|\bnici|\bniciodată|\bfără\b|\bnimeni|\bnimic|\bne\w{3,}",
    "ru": r"отсутств|лиш[её]н|\bне|\bни|\bбез|\bнет\b|\bотсутств|\bникак|\bнельзя",
    "si": r"නැ|නො|නෑ|නැත|නැති|රහිත|තොර|බැ|නොම|කිසි|එපා|අහිමි|නැහැ|නුවූ|නොව|අසම",
    "sk": r"\bn[ei]|\bbez|\bžiad",
    "sr": r"\bн[еи]|\bбез|\bn[ei]|\bbez|\bниј|\bнис",
    "sv": r"\binte\b|\bsakna|\bändå\b|\bej\b|\bicke|\bingen|\binget\b|\binga\b|\baldrig\b|\butan\b|\bvarken\b|\bo(?:laglig|möjlig|tillå|kän|rätt|säk|giltig)|\bvare sig",
    "sw": r"\bsi\b|\bha\w|\bbila\b|\bkamwe\b|\bhakuna|\bwala\b|\bsi\w",
    "ta": r"ல்ல|இல்லை|மாட்ட|இல்லா|ாத|ாது|வேண்டாம்|ாமல்|இன்றி|அல்ல|ாமலும்|ாமல்|ில்லை|எதுவும்|எந்த",
    "te": r"లేదు|కాదు|వద్దు|లేకుండా|కుండా|లేని|లేరు|కూడదు|ఎప్పుడూ",
    "th": r"ไม่|มิ|ไร้|อย่า|ปราศจาก|ห้าม|หา.{0,6}ไม่",
    "tl": r"\bhindi|\bwala|\bhuwag|\bdi\b|\bayaw",
    "tr": r"m[ae](?:d[ıi]|dan|den|m[ae]|y[ae]c|z|m[ıi]ş|y[ıi]n|y[ıi]z|s[ıi]n\b)|m[ıiuü]yor|\bdeğil|\byok|\Bs[ıiuü]z|\bhiç"
    r"|\bne .* ne\b|\basla|\baksi",
    "uk": r"\bжод|\bне|\bні|\bбез|\bнемає|\bані\b|\bнемо",
    "ur": r"نہ|نہیں|مت\b|بغیر|بلا|بے|کوئی|کبھی|غیر|عدم|نا",
    "vi": r"không|chưa|chẳng|chớ|đừng|vô|phi|bất",
    "zh": r"免|不|没|沒|无|無|非|未|否|勿|别|別|莫|毫",
}


@functools.lru_cache(maxsize=256)
def negation(language: str) -> re.Pattern[str] | None:
    """Return what denies in a language (a bare subtag), None where no table says."""
    marks = NEGATION.get(language)
    if marks is None:
        return None
    marks = unicodedata.normalize("NFC", marks)
    if language in _INDIC:
        return re.compile(marks.replace(r"\b", _EDGE))
    return re.compile(marks, re.IGNORECASE)
