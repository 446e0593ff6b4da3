"""The commonest small words of languages that share a script.

They tell a German text from a Dutch one, and a Russian from a Ukrainian
one, in a microsecond a sentence and always in the same way. The detectors
on offer (lingua, py3langid, fastText) cost megabytes, a warm-up of a
second or a model to fetch, and answer for short texts with a guess.
"""

from __future__ import annotations

STOPWORDS = {
    # Latin
    "en": "the of and to in a is that for on with as was by are at be this have has from or had not they an"
    " which were we been their who will he would his you it its our these those there all can",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden"
    " aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder"
    " vor zur bis mehr durch gegen wir ihre seine unter wurde ihm ihr uns diese dieser worden",
    "nl": "de van een het en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog worden"
    " door naar heeft tot ze wordt over hij kan deze dit hun onder wij hebben geen werd tegen zich haar die"
    " was mijn meer u ons onze zal",
    "sv": "och att det i en som på är av för med till den har de inte om ett han men var sig från vi så kan"
    " när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra"
    " mycket här över deras hans vår oss",
    "da": "og i at det er en til på som de med af den for ikke der et har om han var vi fra ved sig men efter kan"
    " også så eller mod skal hun blev nu ud være hvor sin deres hans alle havde over mig noget jeg blive",
    "nb": "og i det er på en til som for av at med har de ikke den et om fra var han vi men ved så seg kan også"
    " eller etter skal ble mot nå ut være hvor sin deres hans alle hadde over meg noe jeg bli",
    "fi": "ja on ei että oli hän se ovat mutta myös kun niin joka mukaan jo sen vain ole kuin tai sekä jos hänen"
    " olla vielä nyt ovat mitä kanssa sitä siitä heidän meidän tämä tämän joita ollut olisi me",
    "es": "de la que el en y a los del se las por un para con no una su al es lo como más pero sus le ya o este"
    " sí porque esta entre cuando muy sin sobre también me hasta hay donde han quien desde todo nos durante"
    " ha ante ser son fue contra e estos estas nuestra nuestros había",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à"
    " seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem"
    " mesmo aos ter seus quem nas me esse eles estão você foram essa num nem suas às pelos pelas este são",
    "it": "di che e la il un a per in una è non sono con si da come anche lo ma al le dei nel della alla dal più"
    " del ha gli ci o delle nella i questo questa se ed hanno degli sul stato alle ai dai essere stati loro"
    " dalla suo sua dopo ad quando tra noi ogni contro è l’ un’ presso",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son"
    " aux ou ses mais comme cette été on sa nous leur ces fait être ont d’un deux même était elle dont"
    " à où contre vous ils elles leurs notre nos sans",
    "ro": "și de în a la cu pe din că pentru nu o mai sunt care este un se au o fi fost prin sau sa dar ale după"
    " cel lor despre fără această acest acum când ca le îi ei lui al",
    "ca": "de la i que el en a les del els per un amb una es no al seu va és més com dels però han o als han"
    " aquest aquesta també sense molt pels amb ha seva entre quan són fins",
    "pl": "i w na z się nie do że jest o to jak za od po jego przez oraz dla są był ich tym co ale tego czy które"
    " który ze przed która być została został jako może być lub te tak już pod ma przy tej tych bez jej",
    "cs": "a v se na je že s o z do i to k za ve pro jako by jeho byl ale si podle od po které který jsou také"
    " tak při jsme jsem aby jejich ze kteří bylo však není byla nebo už jen ke proti této tento své před",
    "sk": "a v sa na je že s o z do i to k za vo pre ako by jeho bol ale si podľa od po ktoré ktorý sú tiež tak"
    " pri sme som aby ich zo ktorí bolo však nie bola alebo už len ku proti tejto tento svoje pred",
    "hr": "i u je se na za da su s od o kao koji a ne to iz će po bi što koja ili nije samo ali do koje prema"
    " nakon kako njihova protiv te biti ima bio ove ovaj zbog",
    "hu": "a az és hogy nem is egy ez azt van meg csak el de vagy már volt mint kell ki még ha nagy után minden"
    " ezt lehet több be fel sem én azonban akkor ezek amely szerint pedig között által alatt ellen",
    "tr": "ve bir bu için ile da de olarak daha olan çok gibi en kadar sonra ne ise o ya her ama değil var"
    " veya tarafından oldu iki şu nasıl kendi göre karşı biz onu onun ki ancak üzere yönelik bunun",
    "az": "və bir bu üçün ilə da də olan daha çox kimi sonra o hər amma deyil var və ya tərəfindən iki öz görə"
    " qarşı biz onu onun ki ancaq edir olub",
    "ms": "yang dan di ini itu untuk dengan kepada tidak dalam adalah pada akan telah oleh daripada mereka kami"
    " beliau atau ia juga dari sebagai bagi seorang boleh ke dapat lebih para sedang saya anda hendaklah"
    " terhadap pihak",
    "id": "yang dan di ini itu untuk dengan kepada tidak dalam adalah pada akan telah oleh dari mereka kami"
    " atau ia juga sebagai bagi seorang bisa ke dapat lebih para sedang saya anda karena bahwa dia terhadap",
    "vi": "và của các là có trong được cho không một với người này đã những về từ đến khi ở ra theo để tại sẽ"
    " như vì cũng họ ông chúng tôi bị nhưng",
    "ga": "an na agus ar a i go is le tá ag do sé sin nach bhí seo ó faoi mar de don iad siad á ní aige leis"
    " chun sa gur atá atáthar againn acu gan nó ach ina ndiaidh ó bheith uathu sna as dár am",
    "et": "ja on ei et see oli ka kui ning mis ta oma aga või siis nii kes ma seda olid tema selle välja veel"
    " pärast vastu mida",
    "lt": "ir į kad iš su yra tai ne bet buvo kaip jis o prie per už tik dar nuo savo jo apie po ar jų taip kuris"
    " buvo prieš arba",
    "lv": "un ir ar no ka uz par kas tas ne bet kā pie bija lai vai arī to viņš ja pēc tika savu viņa pret jau",
    "sw": "ya na wa kwa ni katika la za kuwa hiyo huo hii cha kama yake wao sisi bila au hilo hao lakini",
    "tl": "ang ng sa na mga at ay si para hindi ito kanyang kay ni niya sila kami o may isang kung nila",
    # Cyrillic
    "ru": "и в не на что с он как по это но из у за от о к его так же для бы мы до или был они ее если при уже"
    " была были есть только их этого во со чтобы который которые вы ни об также после нас им против того",
    "uk": "і в не на що з він як по це але із у за від про до його так же для би ми та або був вони її якщо при"
    " вже була були є тільки їх цього зі щоб який які ви ні також після нас їм проти й того яка",
    "be": "і ў не на што з ён як па гэта але у за ад пра да яго так для мы ці быў яны яе калі пры ўжо была былі"
    " ёсць толькі іх гэтага каб які якія вы ні таксама пасля нас супраць",
    "bg": "и в не на че с той как по това но от за до го така да бе ние или са ги ако при вече беше бяха е само"
    " тях този със които който вие ни също след нас им против се ще",
    "sr": "и у не на да је с он као по то али из за од до га тако ми или су их ако при већ била били само овог са"
    " који које ви ни такође после нас им против се ће",
    "mk": "и во не на да е со тој како по тоа но од за до го така ние или се ги ако при веќе беше беа само овој"
    " кој кои вие ни исто по нас им против ќе",
    "kk": "және мен бен пен үшін бұл ол да де емес бар жоқ осы сол оның олар біз деп болып туралы кейін немесе"
    " қарсы бір екі еді оны олардың барлық өз болған арқылы дейін біздің сіз оған",
    "ky": "жана менен үчүн бул ал да эмес бар жок ошол анын алар биз деп болуп тууралуу кийин же каршы бир эки"
    " эле аны алардын бардык өз болгон аркылуу чейин биздин",
    "mn": "ба нь энэ тэр бол юм байна гэж болон бид түүний тэд хүн олон улсын эсрэг дараа өөрийн бус",
    # Arabic
    "ar": "في من على إلى عن أن التي الذي هذا هذه كان قد لا ما مع أو بعد هو هي كل لم بين كما ذلك تم وقد إن ثم أي"
    " كانت ضد نحن لقد حتى غير ولا وفي",
    "fa": "و در به از که این است را با برای آن یک خود تا بر شده هم ها می نیز بود اما یا هر ما آنها باید شد کرد"
    " علیه او نمی‌",
    "ur": "کے کی میں ہے اور سے کا کو اس نے پر یہ ہیں کہ بھی وہ کر ان ایک تھا گیا کیا لیے ہو نہیں ساتھ ہم تھے"
    " خلاف جو تھی اپنے آپ ہی گئے گئی یا",
    "ps": "د په او چې له ته دا یې کې هم سره نه دی یو شي کړي هغه پر دي لپاره خپل",
    # Devanagari and Bengali
    "hi": "के में की है और से का को पर ने यह कि हैं भी वह कर एक था गया किया लिए हो नहीं साथ हम थे जो थी अपने आप"
    " ही गए गई या इस उन ख़िलाफ़ खिलाफ",
    "mr": "आणि आहे या ते व हे तो होते केले त्या मध्ये नाही आहेत यांनी असे होता तर ही एक करून झाले आम्ही त्यांच्या",
    "ne": "र को मा छ यो हो लाई पनि ले भएको गरेको तथा छन् गर्न उनी हामी थियो एक गरी भने",
    "bn": "ও এবং এই করা না থেকে হয় জন্য তার যে একটি করে এর আমরা তাঁর হয়েছে তাদের বা সঙ্গে হবে কোনো আমাদের",
    "as": "আৰু এই কৰা নাই পৰা হয় বাবে তাৰ যে এটা কৰি আমি তেওঁৰ হৈছে তেওঁলোকৰ",
}

# Pairs so near to each other that small words do not part them.
SIBLINGS = (
    frozenset(["ms", "id"]),
    frozenset(["nb", "da", "nn", "no"]),
    frozenset(["hr", "sr", "bs"]),
    frozenset(["cs", "sk"]),
    frozenset(["tr", "az"]),
)

# Characters that only one of the two Chinese scripts uses, and that are common in both.
SIMPLIFIED = frozenset(
    "这个们国来说时会对发过还经从动关种开问东无见长车门电书马语学写让认识应该样点当头实现进"
    "远运连选适边达迁违迟两严业丧临为举义乌乐习乡买争亏产亲亿仅仓价众优传伤伦伪体侠侧债倾偿儿"
    "党兰兴养兽军农冲决况净凤凭击凯刘则刚创删剂剑剧劝办务劳势华协单卖卢卫厂厅历压厌厕县参双"
    "变叙叶号叹吗听启员响团园围图圆圣场坏块坚坛垒墙壮声处备够夺奋奖妇孙宁宝审宪宫宾寻导将尔层"
    "属岁岗岛币帅师帐带帮库庆废广归录忆怀态总恋恶惊惧惩惯愤愿戏战户扑执扩扫扬抚护报担拥择挂挥损捡"
    "换据摄撑敌数断旧显晓暂术机杀杂权条极构枪标栏树桥检楼欢残毁毕汇汉汤沟没泪泽洁浅测济浓涛涨润湿"
    "满灭灯灵灾炉点烂烦烧热爱牺状犹狱独狮猎献环电画畅疗监盖盘矿码础确礼祸离积称税稳穷窃竞笔筑签"
    "简类粮纠红约级纪纯纲纳纵纷纸纹组细织终绍经结绕绘给络绝统继绩续维综绿缓编缘缩网罗罚罢职联聪肃"
    "脏脑脸艺节芦苏药获营虽补装规视览觉观触誉计订讨训议讯记讲许论设访证评词试诗诚话询详误请诸读课"
    "谁调谈谋谓谢谣谨谱负财责败账货质贫购贯贵费贺资赖赞赵赶趋践车转轮软轻载较辑输释钟钢钱铁铜银"
    "错键锻镇闭间闻阅队阳阴阵阶际陆陈险随隐难静韩顶项顺须顾预领频题颜额风飞饭饰馆驱驻验鱼鲁鲜鸟鸡"
    "麦黄齐齿龙龟"
)
TRADITIONAL = frozenset(
    "這個們國來說時會對發過還後經從動關種開問東無見長車門電書馬語學寫讓認識應該樣點當頭實現進"
    "遠運連選適邊達遷違遲兩嚴業喪臨為舉義烏樂習鄉買爭虧產親億僅倉價眾優傳傷倫偽體俠側債傾償兒"
    "黨蘭興養獸軍農衝決況淨準鳳憑擊凱別劉則剛創刪劑劍劇勸辦務勞勢華協單賣盧衛廠廳歷壓厭廁縣參雙"
    "變敘葉號嘆嗎聽啟員響團園圍圖圓聖場壞塊堅壇壘牆壯聲處備夠奪奮獎婦孫寧寶審憲宮賓導將爾層"
    "屬歲崗島幣帥師帳帶幫庫慶廢廣歸錄憶懷態總戀惡驚懼懲慣憤願戲戰戶撲執擴掃揚撫護報擔擁擇掛揮損撿"
    "換據攝撐敵數斷舊顯曉暫術機殺雜權條極構槍標欄樹橋檢樓歡殘毀畢匯漢湯溝沒淚澤潔淺測濟濃濤漲潤濕"
    "滿滅燈靈災爐點爛煩燒熱愛犧狀猶獄獨獅獵獻環電畫暢療監蓋盤礦碼礎確禮禍離積稱稅穩窮竊競筆築簽"
    "簡類糧糾紅約級紀純綱納縱紛紙紋組細織終紹經結繞繪給絡絕統繼績續維綜綠緩編緣縮網羅罰罷職聯聰肅"
    "髒腦臉藝節蘆蘇藥獲營雖補裝規視覽覺觀觸譽計訂討訓議訊記講許論設訪證評詞試詩誠話詢詳誤請諸讀課"
    "誰調談謀謂謝謠謹譜負財責敗賬貨質貧購貫貴費賀資賴贊趙趕趨踐車轉輪軟輕載較輯輸釋鐘鋼錢鐵銅銀"
    "錯鍵鍛鎮閉間聞閱隊陽陰陣階際陸陳險隨隱難靜韓頂項順須顧預領頻題顏額風飛飯飾館驅駐驗魚魯鮮鳥雞"
    "麥黃齊齒龍龜"
)
