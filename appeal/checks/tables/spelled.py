"""Small numbers in words: the beginnings of cardinals, ordinals and collectives from 1 to 12.

One row a language, twelve fields; ``|`` parts alternatives, ``_`` stands
for a space. A word counts when it begins with one of them (in languages
that write no spaces: when it contains it).
"""

from __future__ import annotations

import functools
import re
import unicodedata

SPELLED = {
    "am": "አንድ|አንደኛ|መጀመሪያ ሁለት ሦስት|ሶስት አራት አምስት ስድስት ሰባት ስምንት ዘጠኝ አስር|አሥር አስራ_አንድ አስራ_ሁለት",
    "ar": "واحد|أول|اول|أحد|إحدى اثن|إثن|ثان|مرت|يوم ثلاث|ثالث أربع|رابع خمس|خامس ست|سادس سبع|سابع"
    " ثمان|ثامن تسع|تاسع عشر|عاشر أحد_عشر|إحدى_عشرة|حادي اثن|إثن|ثاني_عشر",
    "az": "bir iki üç dörd beş alt yeddi səkkiz doqquz on on_bir on_iki",
    "bg": "ед|първ дв|втор три|трет четир|четвърт пет шест седем|седм осем|осм девет десет единадес"
    " дванадес",
    "bn": "এক|প্রথম দুই|দু|দ্বিতীয় তিন|তৃতীয় চার|চতুর্থ পাঁচ|পঞ্চম ছয়|ষষ্ঠ সাত|সপ্তম আট|অষ্টম নয়|নবম"
    " দশ|দশম এগার|এগারো বার|বারো",
    "ca": "un|primer dos|dues|segon tres|tercer quatre|quart cinc|cinqu sis|sis set vuit nou|nov deu|des"
    " onz dotz",
    "cs": "jed|prv dv|druh tř|třet čtyř|čtvr pět|pát šest sedm osm devět|devít|devát deset|desít|desát"
    " jedenáct dvanáct",
    "da": "en|et|først to|and tre fire|fjerde fem seks|sjette syv otte ni ti ell tolv",
    "de": "ein|erst zwei|zweit|zwo drei|dritt vier fünf sechs sieb acht neun zehn elf zwölf",
    "el": "έν|ένα|μία|μια|πρώτ δύο|δυο|δεύτερ τρεις|τρία|τριών|τρίτ τέσσερ|τεσσάρ|τέταρτ πέντε|πέμπτ έξι|έκτ"
    " επτά|εφτά|έβδομ οκτώ|οχτώ|όγδο εννέα|εννιά|ένατ δέκα|δέκατ ένδεκα|έντεκα|ενδέκατ δώδεκα|δωδέκατ",
    "en": "one|first|once two|second|twice|both three|third four five|fifth six seven eight nine|ninth"
    " ten eleven twel",
    "es": "un|primer dos|segund tres|tercer cuatro|cuart cinco|quint seis|sext siete|séptim|septim"
    " ocho|octav nueve|noven diez|décim once doce",
    "et": "üks|üh|esime kaks|kah|tei kolm neli|nelj viis|vii kuus|kuu seits kaheksa üheksa kümme|kümne"
    " üksteist kaksteist",
    "fa": "یک|اول|نخست دو سه|سوم چهار پنج شش هفت هشت نه ده یازده دوازده",
    "fi": "yksi|yhd|ensimm kaksi|kahd|toi kolm nelj viisi|viid|vii kuusi|kuud|kuu seitsem kahdeksa"
    " yhdeksä kymmen yksitoista kaksitoista",
    "fr": "un|premi deux|second trois|trois quatre|quatri cinq six|sixi sept huit neuf|neuvi dix"
    " onz douz",
    "ga": "aon|amháin|chéad|céad dó|dhá|dara|beirt trí|triú|tríú|triúr ceithre|ceathr|ceathair cúig sé|séú"
    "|seisear seacht ocht naoi|naoú deich|deich aon_déag|déag dhéag|dó_dhéag",
    "gu": "એક|પ્રથમ બે|બીજ ત્રણ|ત્રીજ ચાર|ચોથ પાંચ છ સાત આઠ નવ દસ અગિયાર બાર",
    "he": "אחד|אחת|ראשו שני|שתי|שניי|שתיי|יומיי שלוש|שליש ארבע|רביע חמש|חמיש שש|שיש שבע|שביע שמונ|שמינ"
    " תשע|תשיע עשר|עשיר אחד_עשר|אחת_עשרה שנים_עשר|שתים_עשרה|שניים_עשר",
    "hi": "एक|पहल|प्रथम दो|दूसर|दोनों तीन|तीसर चार|चौथ पाँच|पांच छह|छः|छठ सात आठ नौ|नव दस ग्यारह बारह",
    "hr": "jed|prv dv|drug tri|treć četir|četvrt pet šest sedam|sedm osam|osm devet deset jedanaest dvanaest",
    "hu": "egy|első kettő|két|másod három|harmad négy|negyed öt hat hét|het nyolc kilenc tíz|tiz"
    " tizenegy tizenkettő|tizenkét",
    "hy": "մեկ|առաջին երկու|երկրորդ երեք|երրորդ չորս|չորրորդ հինգ վեց յոթ ութ ինն|ինը տաս տասնմեկ տասներկու",
    "id": "satu|se|pertama dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas",
    "it": "un|prim due|second tre|terz quattro|quart cinque|quint sei|sest sette|settim otto|ottav"
    " nove|non dieci|decim undic dodic",
    "ja": "一|ひと|初 二|ふた|両 三|みっ 四|よっ 五|いつ 六|むっ 七|なな 八|やっ 九|ここの 十|とお 十一 十二",
    "ka": "ერთ|პირველ ორ|მეორ სამ|მესამ ოთხ|მეოთხ ხუთ|მეხუთ ექვს შვიდ|მეშვიდ რვა|რვ ცხრა|ცხრ ათ|მეათ"
    " თერთმეტ თორმეტ",
    "kk": "бір|алғаш екі|қос үш төрт бес алты|алтын жеті|жетін сегіз тоғыз он|онын он_бір он_екі",
    "km": "មួយ|ទីមួយ ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន ដប់ ដប់មួយ ដប់ពីរ",
    "ko": "한|하나|하루|첫|일 두|둘|이틀|이 세|셋|사흘|삼 네|넷|나흘|사 다섯|닷새|오 여섯|엿새|육 일곱|이레|칠"
    " 여덟|여드레|팔 아홉|아흐레|구 열|열흘|십 열한|열하나|십일 열두|열둘|십이",
    "lo": "ໜຶ່ງ|ຫນຶ່ງ ສອງ ສາມ ສີ່ ຫ້າ ຫົກ ເຈັດ ແປດ ເກົ້າ ສິບ ສິບເອັດ ສິບສອງ",
    "lt": "vien|pirm du|dvi|dv|antr tr|treč keturi|ketur|ketvirt penk šeš septyn|septint aštuon|aštunt"
    " devyn|devint dešimt vienuolik dvylik",
    "lv": "vien|pirm div|otr tri|trī|treš četr|ceturt piec|piekt seš|sest septiņ|septīt astoņ|astot"
    " deviņ|devīt desmit vienpadsmit divpadsmit",
    "mr": "एक|पहिल दोन|दुस|दोघ तीन|तिस चार|चौथ पाच सहा सात आठ नऊ|नव दहा अकरा बारा",
    "ms": "satu|se|pertama dua tiga empat lima enam tujuh lapan sembilan sepuluh sebelas dua_belas",
    "my": "တစ်|ပထမ နှစ်|ဒုတိယ သုံး|တတိယ လေး ငါး ခြောက် ခုနစ်|ခုနှစ် ရှစ် ကိုး ဆယ် ဆယ့်တစ် ဆယ့်နှစ်",
    "nb": "en|ei|et|først to|annen|andre tre fire|fjerde fem seks|sjette sju|syv åtte ni ti elleve|ellevte"
    " tolv",
    "nl": "een|één|eerst twee drie|derde vier vijf zes zeven acht negen tien elf twaalf",
    "pl": "jed|pierwsz dw|drug trz|trzec czter|czwart pię|piąt sześ|szóst siedem|siedm|siódm osiem|ośm|ósm"
    " dziewięć|dziewięc|dziewiąt dziesi jedena dwanaś|dwunast",
    "pt": "um|uma|primeir dois|duas|segund três|terceir quatro|quart cinco|quint seis|sext sete|sétim oito"
    "|oitav nove|non dez|décim onze doze",
    "ro": "un|prim doi|două|secund trei patru cinci|cincilea șase şase șapte|şapte opt nou zece"
    " unsprezece doisprezece|douăsprezece",
    "ru": "од|перв дв|втор тр|трет четыр|четвер|четвёр|четверт пят шест сем|седьм восем|восьм девят десят"
    " одиннадцат двенадцат",
    "si": "එක|පළමු දෙ|දෙවන තුන|තෙවන හතර|සතර පස|පහ හය|සය හත|සත අට නව|නමය දස|දහය එකොළොස්|එකොළහ දොළොස්|දොළහ",
    "sk": "jed|prv dv|druh tr|tret štyr|štvr päť|pät|piat šesť|šest|šiest sedem|sedm|siedm osem|ôsm deväť"
    "|devät|deviat desať|desat|desiat jedenás dvanás",
    "sr": "јед|прв|jed|prv дв|друг|dv|drug три|трећ|tri|treć четир|четврт|četir|четврт пет|pet шест|šest"
    " седам|седм|sedam|sedm осам|осм|osam|osm девет|devet десет|deset једанаест|jedanaest"
    " дванаест|dvanaest",
    "sv": "en|ett|först två|andra tre fyra|fjärde fem sex|sjätte sju åtta|åtton nio tio elva|elfte tolv|tolft",
    "sw": "moja|kwanza mbili|wili|pili tatu nne tano sita saba nane tisa kumi kumi_na_moja kumi_na_mbili",
    "ta": "ஒரு|ஒன்|ஓர்|முதல் இரண்|இரு மூன்|மூ நான்க|நான்கு|நால் ஐந்|ஐ ஆறு|ஆற ஏழு|ஏழ எட்டு|எட்ட"
    " ஒன்பது|ஒன்பத பத்து|பத்த பதினொ பன்னிரண்",
    "te": "ఒక|మొదటి రెండ|ఇద్దరు మూడ|మూడవ నాలుగ|నలుగురు ఐద|అయిద ఆరు|ఆర ఏడు|ఏడ ఎనిమిద తొమ్మిద పది|పద పదకొండ పన్నెండ",
    "th": "หนึ่ง|แรก สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบเอ็ด สิบสอง",
    "tl": "isa|una dalawa|ikalawa|pangalawa tatlo apat lima anim pito walo siyam sampu labing-isa"
    " labindalawa",
    "tr": "bir|ilk iki üç dört|dörd beş altı yedi sekiz dokuz on on_bir on_iki",
    "uk": "од|перш дв|друг тр|трет чотир|четвер п’ят|п'ят|пʼят шіст|шест|шост сім|сем|сьом вісім|восьм"
    " дев’ят|дев'ят|девʼят десят одинадцят дванадцят",
    "ur": "ایک|پہل دو|دوسر|دونوں تین|تیسر چار|چوتھ پانچ چھ سات آٹھ نو دس گیارہ بارہ",
    "vi": "một|nhất hai|nhì ba tư|bốn năm sáu bảy tám chín mười mười_một mười_hai",
    "zh": "一|首|单|單 二|两|兩|双|雙|半月 三 四 五 六 七 八 九 十 十一 十二",
}
UNSPACED = frozenset(["ja", "zh", "th", "lo", "km", "my", "ko"])


@functools.lru_cache(maxsize=1024)
def spelled(language: str, number: int) -> re.Pattern[str] | None:
    """Return what a number from 1 to 12 looks like in words, None where no table says.

    ``language`` is a bare language subtag.
    """
    row = SPELLED.get(language)
    if row is None or not 1 <= number <= 12:
        return None
    row = unicodedata.normalize("NFC", row)
    stems = "|".join(re.escape(s) for s in row.split(" ")[number - 1].replace("_", " ").split("|"))
    # Hebrew and Arabic glue "and", "in" and "the" to the word's beginning.
    start = r"\b[\w]{0,3}?" if language in {"ar", "he"} else r"\b"
    return re.compile(stems if language in UNSPACED else f"{start}(?:{stems})", re.IGNORECASE)
