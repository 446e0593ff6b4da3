"""Editions made by hand: short excerpts of the real appeal, and one of every construct."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from appeal.blocks import template
from appeal.interface import Words
from appeal.model import (
    Appeal,
    Body,
    Campaign,
    Completeness,
    Contact,
    Edition,
    Link,
    Localised,
    Person,
    Section,
    SourceText,
    Text,
)

SLUG = "defend-socialists-in-kazakhstan"
SECTIONS = {
    "australia": ("AU", ("en_AU",)),
    "germany": ("DE", ("de",)),
    "austria": ("AT", ("de_AT",)),
    "belgium": ("BE", ("nl", "fr")),
    "brazil": ("BR", ("pt_BR",)),
    "portugal": ("PT", ("pt_PT",)),
    "israel": ("IL", ("he", "ar")),
    "japan": ("JP", ("ja",)),
    "pakistan": ("PK", ("ur",)),
    "sri-lanka": ("LK", ("si", "ta")),
    "kazakhstan": ("KZ", ("kk", "ru")),
}

# title, summary, page, subject, salutation, closing, first paragraph of the letter
EXCERPTS = {
    "en": (
        "Defend Socialists in Kazakhstan",
        "Two CWI members have been arrested in Kazakhstan.",
        "We are asking comrades to protest at Kazakhstan embassies etc.",
        "Harassment of workers' representatives in Kazakhstan",
        "To the President and Government of Kazakhstan",
        "Signed:",
        "We, of the Committee for a Workers' International, with affiliated groups and sections in "
        "35 countries, are alarmed at the persistent harassment of workers' representatives in "
        "Kazakhstan.",
    ),
    "de": (
        "Verteidigt die Sozialisten in Kasachstan",
        "Zwei Mitglieder des CWI sind in Kasachstan verhaftet worden.",
        "Wir bitten Genossinnen und Genossen, vor den Botschaften Kasachstans zu protestieren.",
        "Drangsalierung von Arbeitervertretern in Kasachstan",
        "An den Präsidenten und die Regierung von Kasachstan",
        "Unterzeichnet:",
        "Wir, das Komitee für eine Arbeiterinternationale mit angeschlossenen Gruppen und "
        "Sektionen in 35 Ländern, sind alarmiert über die anhaltende Drangsalierung von "
        "Arbeitervertretern in Kasachstan.",
    ),
    "ar": (
        "دافعوا عن الاشتراكيين في كازاخستان",
        "اعتُقل عضوان من أعضاء CWI في كازاخستان.",
        "نطلب من الرفاق الاحتجاج أمام سفارات كازاخستان وغيرها.",
        "مضايقة ممثلي العمال في كازاخستان",
        "إلى رئيس كازاخستان وحكومتها",
        "التوقيع:",
        "نحن، في اللجنة لأممية العمال، التي لها مجموعات منتسبة وفروع في 35 بلدًا، يساورنا قلق بالغ "
        "إزاء المضايقات المستمرة التي يتعرض لها ممثلو العمال في كازاخستان.",
    ),
    "ur": (
        "قزاخستان میں سوشلسٹوں کا دفاع کریں",
        "قزاخستان میں CWI کے دو ارکان کو گرفتار کر لیا گیا ہے۔",
        "براہِ کرم احتجاجی فیکس بھی بھیجیں اور ان کی نقول CWI کو ارسال کریں۔",
        "قزاخستان میں مزدور نمائندوں کو ہراساں کیا جانا",
        "بنام صدر اور حکومتِ قزاخستان",
        "دستخط:",
        "ہم، کمیٹی برائے مزدور انٹرنیشنل کی جانب سے، جس کے منسلک گروپ اور سیکشن 35 ممالک میں ہیں، "
        "قزاخستان میں مزدور نمائندوں کو مسلسل ہراساں کیے جانے پر سخت تشویش میں مبتلا ہیں۔",
    ),
    "ja": (
        "カザフスタンの社会主義者を守れ",
        "カザフスタンでCWIのメンバー二人が逮捕されました。",
        "私たちは、同志の皆さんに、カザフスタン大使館などで抗議するよう呼びかけています。",
        "カザフスタンにおける労働者代表への嫌がらせ",
        "カザフスタン大統領閣下ならびに政府御中",
        "署名：",
        "35か国に加盟グループと支部を有する私たち労働者インターナショナルのための委員会は、"
        "カザフスタンにおける労働者代表への執拗な嫌がらせに、強い危機感を抱いております。",
    ),
    "ta": (
        "கஸகஸ்தானில் சோசலிஸ்டுகளைப் பாதுகாப்பீர்",
        "கஸகஸ்தானில் இரண்டு CWI உறுப்பினர்கள் கைது செய்யப்பட்டுள்ளனர்.",
        "கஸகஸ்தான் தூதரகங்களில் எதிர்ப்புத் தெரிவிக்குமாறு தோழர்களைக் கேட்டுக்கொள்கிறோம்.",
        "கஸகஸ்தானில் தொழிலாளர் பிரதிநிதிகள் மீதான துன்புறுத்தல்",
        "கஸகஸ்தானின் ஜனாதிபதிக்கும் அரசாங்கத்துக்கும்",
        "கையொப்பம்:",
        "35 நாடுகளில் இணைந்த குழுக்களையும் பிரிவுகளையும் கொண்ட தொழிலாளர் அகிலத்துக்கான கமிட்டியைச் "
        "சேர்ந்த நாங்கள் பெரும் கலக்கமடைந்துள்ளோம்.",
    ),
}
ROLES = {"en": "President", "de": "Präsident", "ar": "الرئيس", "ja": "大統領", "ur": "صدر"}

INTERFACE = {
    "de": {
        "What you can do now": "Was du jetzt tun kannst",
        "Send before {date}": "Vor dem {date} absenden",
        "The letter": "Der Brief",
        "Copies to": "Kopien an",
        "Contact": "Kontakt",
    },
    "ja": {"The letter": "書簡", "Copies to": "写しの送付先", "Tel": "電話", "Fax": "ファクス"},
    "ar": {"The letter": "الرسالة", "Copies to": "نسخ إلى", "Tel": "هاتف", "Fax": "فاكس"},
}

EVERYTHING = """\
<h2 id="what">What happened</h2>
<p>A paragraph with <strong>bold</strong>, <em>emphasis</em>, <code>code</code> and
<a href="https://example.org/report">a report</a>,
<a href="mailto:a@example.org">a@example.org</a>.</p>
<p>Fax one<br />
Fax two</p>
<ol start="3">
<li>third</li>
<li>fourth
<ul>
<li>inner</li>
</ul>
</li>
</ol>
<ul>
<li>
<p>loose</p>
<p>second paragraph</p>
</li>
<li>
<p>loose too</p>
</li>
</ul>
<blockquote>
<p>They said:</p>
<blockquote>
<p>never again</p>
</blockquote>
</blockquote>
<table>
<thead>
<tr>
<th class="align-left">Who</th>
<th class="align-right">Days</th>
</tr>
</thead>
<tbody>
<tr>
<td class="align-left">Madel</td>
<td class="align-right">14</td>
</tr>
<tr>
<td class="align-left">イオヌル</td>
<td class="align-right">7</td>
</tr>
</tbody>
</table>
<dl>
<dt>CWI</dt>
<dd>Committee for a Workers' International</dd>
</dl>
<pre><code>fax --to  1
   two
</code></pre>
<hr>
<p>With a note<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> and a picture \
<img alt="a banner" src="banner.jpg">.</p>
<div class="footnote">
<hr>
<ol>
<li id="fn:1">
<p>The note.&nbsp;<a class="footnote-backref" href="#fnref:1">↩</a></p>
</li>
</ol>
</div>"""


def words(tag: str) -> Words:
    """Return the interface of a language: a few strings, the rest in English."""
    found = INTERFACE.get(tag, {})
    return Words(tag=tag, table={english: (own,) for english, own in found.items()})


def body(html: str) -> Body:
    return Body(html=html, blocks=template([html]))


def localised(tag: str, *, page: str = "", letter: str = "", **prose: str) -> Localised:
    """Return the sample appeal in a language; all of it translated, none reviewed."""
    title, summary, text, subject, salutation, closing, first = EXCERPTS.get(
        tag, EXCERPTS.get(tag.partition("_")[0], EXCERPTS["en"])
    )
    said = {
        "appeal.title": title,
        "appeal.summary": summary,
        "appeal.addressees.1.role": ROLES.get(tag, "President"),
        "appeal.copies_to.1.organisation": "Committee for a Workers' International",
        "appeal.signatory.organisation": "Committee for a Workers' International",
        "letter.subject": subject,
        "letter.salutation": salutation,
        "letter.closing": closing,
        **{key.replace("__", "."): value for key, value in prose.items()},
    }
    points = f"<ol>\n<li>\n<p>{first}</p>\n</li>\n<li>\n<p>{text}</p>\n</li>\n</ol>"
    tagged = tag.replace("_", "-")
    return Localised(
        slug=SLUG,
        language=tag,
        page=body(page or f"<p>{text}</p>"),
        letter=body(letter or f"<p>{first}</p>\n{points}"),
        prose={key: Text(text=value, language=tagged) for key, value in said.items()},
        completeness=Completeness(words=50, translated=50, entries=9, entries_translated=9),
    )


def campaign() -> Campaign:
    return Campaign(
        name="Urgent appeals",
        source_language="en",
        base_url="https://appeals.example.org",
        contact=Contact(
            post=("PO Box 3688", "London, E11 1YE"),
            country="GB",
            tel="+44 20 8558 5814",
            fax="+44 20 8988 8793",
        ),
        sections=tuple(
            Section(slug=slug, name=slug.title(), country=country, languages=tags)
            for slug, (country, tags) in SECTIONS.items()
        ),
    )


PRESIDENT = Person(
    key="appeal.addressees.1",
    name="Nursultan Nazarbayev",
    role="President",
    address=("Residentsia presidentsia", "Astana"),
    country="KZ",
    languages=("kk", "ru"),
)
REACHABLE = replace(
    PRESIDENT, email="president@example.org", fax="+7 7172 745 631", tel="+7 7172 745 632"
)


def appeal(**changes: Any) -> Appeal:
    nothing = SourceText(path=f"source/{SLUG}/appeal.md", body="", body_line=1)
    made = Appeal(
        slug=SLUG,
        page=nothing,
        letter=nothing,
        country="KZ",
        date=None,
        send_before=None,
        addressees=(PRESIDENT,),
        copies_to=(
            Person(
                key="appeal.copies_to.1",
                organisation="Committee for a Workers' International",
                fax="+44 20 8988 8793",
            ),
        ),
        signatory=Person(
            key="appeal.signatory",
            name="Robert Labi",
            organisation="Committee for a Workers' International",
        ),
        contact=None,
        names=(),
        values={},
        notes="",
    )
    return replace(made, **changes)


def links() -> tuple[Link, ...]:
    return tuple(
        Link(section=slug, language=tag, path=f"{slug}/{tag.replace('_', '-')}/{SLUG}")
        for slug, (_, tags) in SECTIONS.items()
        for tag in tags
    )


def edition(
    tag: str = "en_AU",
    *,
    own: Localised | None = None,
    translations: Mapping[str, Localised] | None = None,
    today: datetime.date | None = None,
    frozen_on: datetime.date | None = None,
    siblings: tuple[Link, ...] | None = None,
    base_url: str | None = None,
    **changes: Any,
) -> Edition:
    """Return the edition of the first section with the language; ``changes`` are the appeal's."""
    whole = campaign()
    if base_url is not None:
        whole = replace(whole, base_url=base_url)
    section = next(section for section in whole.sections if tag in section.languages)
    return Edition(
        campaign=whole,
        appeal=appeal(**changes),
        section=section,
        language=tag,
        own=own or localised(tag),
        source=localised("en"),
        translations=translations or {},
        siblings=links() if siblings is None else siblings,
        today=today,
        frozen_on=frozen_on,
    )
