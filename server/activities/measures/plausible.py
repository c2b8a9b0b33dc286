"""What people might write who do not exist: for rehearsals, screens and trials."""

from collections.abc import Sequence

SENTENCES = {
    "en": (
        "I’ll ask and ring you back today.",
        "Let me see who has it on their desk.",
        "That was our mistake.",
        "The night shift",
        "The planners upstairs",
        "My colleague at desk four",
        "Whoever picks up the phone",
        "I would have to look that up.",
        "We said Thursday, and Thursday it is.",
        "I have already told the driver.",
        "Nobody told us, so we asked.",
        "It depends on who you ask.",
    ),
    "de": (
        "Ich frage nach und rufe Sie heute zurück.",
        "Ich sehe nach, bei wem das liegt.",
        "Das war unser Fehler.",
        "Die Nachtschicht",
        "Die Planung im dritten Stock",
        "Die Kollegin an Platz vier",
        "Wer gerade ans Telefon geht",
        "Das müsste ich nachsehen.",
        "Wir haben Donnerstag gesagt, und dabei bleibt es.",
        "Ich habe dem Fahrer schon Bescheid gegeben.",
        "Niemand hat es uns gesagt, also haben wir gefragt.",
        "Das kommt darauf an, wen Sie fragen.",
    ),
    "ar": (
        "سأسأل وأتصل بكم اليوم.",
        "دعني أرى عند من توجد.",
        "كان ذلك خطأنا.",
        "الوردية الليلية",
        "زملاء التخطيط",
        "زميلتي في المكتب الرابع",
        "من يرد على الهاتف",
        "عليّ أن أبحث عن ذلك.",
        "قلنا الخميس، وسيكون الخميس.",
        "أبلغت السائق بالفعل.",
        "لم يخبرنا أحد، فسألنا.",
        "الأمر يعتمد على من تسأل.",
    ),
}

WORDS = {
    "en": ("stubbornness", "good tea", "a straight face", "listening", "Grit"),
    "de": ("Sturheit", "guter Tee", "Haltung", "Zuhören", "Schneid"),
    "ar": ("العناد", "شاي جيد", "رباطة الجأش", "الإصغاء", "الجرأة"),
}


def sentences(language: str) -> Sequence[str]:
    """Some, in a language; in English where nobody has thought of any."""
    return SENTENCES.get(language, SENTENCES["en"])


def own_words(language: str) -> Sequence[str]:
    """Short ones, in the same way."""
    return WORDS.get(language, WORDS["en"])


_PROMISED = {
    "en": (
        "I’ll ring before they ring me.",
        "I’ll phone back even when I have no news.",
        "I’ll walk over to Billing instead of sending an email.",
        "I’ll read the whole case before I answer.",
        "I’ll stop writing “forwarded” and write who has it.",
        "I’ll ask “what did we promise?” first.",
        "I’ll say no to one deal that doesn’t fit.",
        "I’ll sit beside the night shift for an hour.",
        "I’ll tell a customer about our mistake before they find it.",
        "I’ll take one complaint to the very end.",
        "I’ll ask Dana what she needs from us.",
        "I’ll put a name under every answer.",
    ),
    "de": (
        "Ich rufe an, bevor sie mich anrufen.",
        "Ich rufe zurück, auch wenn es nichts Neues gibt.",
        "Ich gehe zur Buchhaltung hinüber, statt zu mailen.",
        "Ich lese den ganzen Fall, bevor ich antworte.",
        "Ich schreibe nicht „weitergeleitet“, sondern wer es hat.",
        "Ich frage zuerst, was wir versprochen haben.",
        "Ich sage zu einem Auftrag Nein, der nicht passt.",
        "Ich setze mich eine Stunde neben die Nachtschicht.",
        "Ich nenne unseren Fehler, bevor ihn jemand findet.",
        "Ich bringe eine Beschwerde ganz zu Ende.",
        "Ich frage Dana, was sie von uns braucht.",
        "Ich setze unter jede Antwort meinen Namen.",
    ),
    "ar": (
        "سأتصل بهم قبل أن يتصلوا بي.",
        "سأعاود الاتصال حتى بلا أخبار جديدة.",
        "سأذهب إلى قسم الفواتير بدل أن أراسله.",
        "سأقرأ الملف كله قبل أن أجيب.",
        "سأكتب اسم المسؤول بدل كلمة «محوّل».",
        "سأسأل أولًا: بماذا وعدنا؟",
        "سأرفض صفقة واحدة لا تناسب العميل.",
        "سأجلس ساعة مع الوردية الليلية.",
        "سأخبر العميل بخطئنا قبل أن يكتشفه.",
        "سأتابع شكوى واحدة حتى نهايتها.",
        "سأسأل دانا عما تحتاجه منا.",
        "سأضع اسمي تحت كل جواب.",
    ),
}
PROMISES = tuple({language: words[at] for language, words in _PROMISED.items()} for at in range(len(_PROMISED["en"])))
"""What they might promise, each in every language."""
