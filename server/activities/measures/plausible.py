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


def sentences(language: str) -> Sequence[str]:
    """Some, in a language; in English where nobody has thought of any."""
    return SENTENCES.get(language, SENTENCES["en"])
