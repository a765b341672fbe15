/** Joins what several languages say into one question. */
const anyOf = (...phrases: string[]) => new RegExp(phrases.join('|'), 'iu');

/** Subjects that mail programs put on an automatic answer, and those that people choose for it. */
export const AWAY_SUBJECTS = anyOf(
  // en, and what many programs write whatever their language
  '^\\s*\\W{0,3}(re: ?)?(auto(matic|mated|matisch)?[- ]?(reply|response|respond\\w*|answer)|out[- ]of[- ](the )?office|o{3}[:\\s]|ooo$|away (from|until)|on (vacation|holiday|leave|pto)|vacation (reply|response|notice|message)|i am (away|out)|absence (notice|notification)|not in the office|maternity leave|parental leave)',
  '\\((vacation|out of office|away|auto-?reply)\\)|; owner-email=',
  // de, nl
  '^\\s*(re: ?|aw: ?)?(automatische antwo(rt|ord)|abwesen|abwesend|urlaub|außer haus|nicht im (büro|haus)|im urlaub|afwezig|automatisch antwoord|niet aanwezig)',
  // fr, es, pt, it, ro
  "^\\s*(re: ?)?(réponse automatique|reponse automatique|absence|absent|message d'absence|en congé|hors du bureau|respuesta autom[aá]tica|fuera de (la )?oficina|ausen|resposta autom[aá]tica|aus[eê]ncia|fora do escrit|estou ausente|férias|risposta automatica|fuori (sede|ufficio)|assenza|assente|in ferie|r[aă]spuns automat|absen[tț]|[iî]n afara biroului|plecat din birou)",
  // sv, no, da, fi
  '^\\s*(re: ?|sv: ?)?(autosvar|automatiskt? (svar|svar)|automatisk svar|frånvaro|frånvarande|fravær|ikke til stede|ikke på kontoret|ute av kontoret|på semester|på ferie|automaattinen vastaus|poissa|poissaolo|lomalla)',
  // pl, cs, hu, tr, el
  '^\\s*(re: ?|odp: ?|vs: ?)?(autoodpowied|automatyczna odpowied|odpowied[zź] automatyczna|nieobecno|poza biurem|jestem na urlopie|automatick[aá] odpov|nep[rř][ií]tomnost|mimo kancel|dovolen|automatikus v[aá]lasz|h[aá]zon k[ií]v[uü]l|szabads[aá]g|otomatik yan[ıi]t|ofis d[ıi][şs][ıi]nda|izindeyim|αυτόματη απάντηση|εκτός γραφείου|απουσία)',
  // ru, uk, ja, zh, ko, ar, he
  '^\\s*(re: ?)?(автоответ|автоматический ответ|вне офиса|отсутств|в отпуске|автовідповід|автоматична відповідь|поза офісом|відсутн|у відпустці)|自動(応答|返信|送信)|不在(通知|の|のお知らせ|です)|休暇|自动(回复|答复)|自動回覆|外出|休假|자동 ?(응답|회신|답장)|부재 ?중|휴가|رد تلقائي|الرد التلقائي|خارج المكتب|תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד',
);

/** How people say in the text that they are not there. */
export const AWAY_WORDS = anyOf(
  "out of (the |my )?office|away from (the|my) (office|desk|e-?mail)|(i am|i'm|i will be|i'll be|am currently|currently) (\\w+ )?(away|out|on (vacation|holiday|leave|annual leave|parental leave|maternity|sick leave|pto|business|a business trip)|travell?ing|unavailable)|on (annual |parental |maternity |paternity |sick )?leave\\b|(limited|no|intermittent|sporadic) access to (my )?(e-?mail|mail)|not in the office|automat(ic|ed) (reply|response)",
  'nicht im (büro|haus|hause)|außer haus|im urlaub|abwesend|abwesenheit|in elternzeit|nicht erreichbar|niet (op kantoor|aanwezig|bereikbaar)|afwezig|met vakantie|op vakantie',
  'absent(e)? (du bureau|jusqu|du |le |pour)|en congé|en vacances|en déplacement|hors du bureau|je suis (actuellement )?absent|fuera de (la )?oficina|de vacaciones|estoy (ausente|fuera)|estaré (ausente|fuera)|fora do escrit[oó]rio|de f[eé]rias|estou ausente|estarei ausente|fuori (sede|ufficio)|in ferie|sono assente|sar[oò] assente|[iî]n concediu|nu sunt la birou|lipsesc',
  'på semester|inte på kontoret|frånvarande|tjänstledig|föräldraledig|på ferie|ikke på kontoret|ikke til stede|ute av kontoret|fraværende|på barsel|lomalla|poissa (toimistolta|työpaikalta)?|en ole paikalla',
  'na urlopie|poza biurem|nieobecn|mimo kancel|na dovolen|nejsem v kancel|nep[rř][ií]tom|szabads[aá]gon|irod[aá]n k[ií]v[uü]l|nem vagyok (az )?irod|ofis(te)? d[ıi][şs][ıi]nda|izindeyim|ofiste de[gğ]il|yıllık izin|εκτός γραφείου|σε άδεια|απουσιάζω|λείπω',
  'в отпуске|вне офиса|отсутству|не на рабочем месте|в командировке|у відпустці|поза офісом|відсутн|у відрядженні|不在|休暇(中|を|のため)|休み(を|のため)|外出(中|して)|出張(中|の)|休假|不在办公室|外出|出差|年假|度假|부재|휴가|출장|خارج المكتب|في إجازة|מחוץ למשרד|בחופשה|בחופש',
);

/** What else an automatic answer says: thanks for the mail, when its writer is back, and whom to ask instead. */
export const AWAY_OPENINGS = {
  thanks: anyOf(
    'thank(s| you)( very much)? for (your|the|contacting|reaching|writing|getting) ?(kind )?(e-?mail|mail|message|note|inquiry|us|me|out|in touch)?|i (have )?received your (e-?mail|message)',
    'danke für (ihre|deine|die)|vielen dank für|besten dank für|merci (de|pour) (votre|ton|m)|gracias por (su|tu|el|contact)|obrigad[oa] (pelo|por)|grazie per (la|il|aver|avermi)|bedankt voor|dank (u|je) voor|tack för (ditt|er|mail)|takk for|tak for|kiitos (viestist|s[aä]hk)|dzi[eę]kuj[eę] za|d[eě]kuji za|k[oö]sz[oö]n[oö]m (az )?|mul[tț]umesc pentru|te[sş]ekk[uü]r|ευχαριστώ|спасибо за|благодарю|дякую за|ありがとうございます|感谢|謝謝|谢谢|감사합니다|شكرا|תודה',
  ),
  back: anyOf(
    '\\b(back|return(ing)?|until|till|through|from .{3,30} to)\\b',
    'zurück|wieder (da|im|erreichbar)|\\bbis (zum|ein)|de retour|jusqu|à partir du|regres|volver|vuelv|hasta|retorn|volt|at[eé] (o |dia )?\\d|torn(er)?|rientr|fino al|terug|t/m|tot (en met)?|tillbaka|åter|till och med|tilbake|tilbage|takaisin|palaan|wr(o|ó)c|powr(o|ó)t|\\bdo \\d|vr[aá]t[ií]m|zp[eě]t|visszat|vissza|-ig\\b|revin|p[aâ]n[aă]|d[oö]n(ece|ü)|tarihine kadar|επιστρ|μέχρι|вернусь|до \\d|повернусь|まで|戻り|返回|回来|回來|까지|복귀|حتى|أعود|עד|אחזור',
  ),
  instead: anyOf(
    'please (contact|e-?mail|call|reach out|write to|refer)|in (urgent|case of)|for (urgent|immediate|emergenc)|if (it is|this is|your (request|matter|message)) (is )?urgent|in my absence',
    "wenden sie sich|in dringenden|vertretung|veuillez (contacter|vous adresser)|en cas d'urgence|contact(e|er|ar|ez|ați)|para (asuntos )?urgent|em caso de urg|per urgenze|contattare|neem contact|kunt u contact|kontakta|kontakt|ota yhteyttä|obraťte se|w pilnych|prosz[eę] o kontakt|fordulj|ulaşabilir|επικοινων|обращайтесь|звертайтесь|ご連絡|お問い合わせ|请联系|請聯絡|연락|يرجى التواصل|الاتصال|לפנות",
  ),
};
