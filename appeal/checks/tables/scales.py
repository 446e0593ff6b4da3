"""Words that multiply the number before them, in many languages."""

from __future__ import annotations

# "*" stands for any ending.
SCALE_WORDS = {
    10
    ** 3: "thousand mil mila tausend duizend tusen tusind tuhat* tysi* tisíc* тысяч* тыс тисяч* тис"
    " мың bin ezer χιλιάδ* χίλι* ألف آلاف الف هزار ہزار אלף אלפים אלפי हज़ार हजार হাজার ஆயிரம்"
    " දහස* දහස් พัน ribu nghìn ngàn k míle mie mii հազար* ათას* ሺህ ထောင် พัน ពាន់ ພັນ mille milliers",
    10**5: "lakh लाख লাখ লক্ষ லட்சம் இலட்சம் لاکھ ලක්ෂ* แสน သိန်း",
    10
    ** 6: "million* milion* milión* milión* millón* milhão milhões millones miljoen* miljon* miljoon*"
    " millió* миллион* млн мільйон* милион* milyon* εκατομμύρι* εκατ مليون ملايين میلیون ملین מיליון"
    " मिलियन মিলিয়ন மில்லியன் මිලියන* ล้าน juta triệu m mn mio millones milliún* միլիոն* მილიონ*"
    " ሚሊዮን သန်း លាន ລ້ານ",
    10**7: "crore करोड़ কোটি கோடி کروڑ කෝටි*",
    10**9: "billion* milliard* miliard* miliardi miljard* миллиард* млрд мільярд* milyar*"
    " δισεκατομμύρι* مليار میلیارد ارب מיליארד bilhão bilhões tỷ tỉ bn mrd* milliárd*",
}
