import type { Phrases } from './rules.ts';

/** Sentences of one mail system that hold words of other reasons too. */
export const PLAIN: Phrases = [
  { reason: 'blocked', says: /send (e-?mail|mail) directly to|not allowed to connect/ },
  { reason: 'securityerror', says: /potential security issue/ },
  {
    reason: 'spamdetected',
    says: /\b(dt|mi|hl):sp[mb]\b|\b(surbl|uribl)\b|(because of|due to) (its |the |spam )?content/,
  },
  { reason: 'speeding', says: /submissionquota/ },
  { reason: 'networkerror', says: /host not found, try again|failure in name resolution/ },
  { reason: 'hostunknown', says: /account or domain may not exist/ },
  { reason: 'notaccept', says: /indicated no smtp service/ },
  { reason: 'userunknown', says: /recipient address(es)? rejected ?: access denied/ },
];

/** Refusals of the address: who is not there, not at this host, full, closed, or does not want the mail. */
export const ABOUT_THE_ADDRESS: { sure: Phrases; likely: Phrases } = {
  sure: [
    { reason: 'mailererror', says: /procmail: (couldn't|can't|unable|error)/ },
    {
      reason: 'systemfull',
      says: /insufficient system (storage|resource|disk)|no space left on device|system (storage |disk )?(is )?full|server (disk|storage) (is )?full|file system (is )?full/,
    },
    {
      reason: 'mailboxfull',
      says: /(mail|in|message|letter) ?-?(box|drop|spool|folder|directory|store)\b.{0,50}(\bfull\b|exceed|over (its |the |quota|limit|size)|(size|storage) limit|out of|no (more )?(room|space)|insufficient|exhaust)|(?<!relay |daily |sending |hourly |rate |message |outgoing )\bquota\b.{0,40}(exceed|full|reach|violat|error|limit|excess|over|exhaust|crossed)|over.?(disk.?|mail.?|storage.?|his |her |their |its |the |allocated )?quota|(exceed\w*|over|out of|beyond|reached|crossed|surpass\w*).{0,50}(?<!relay |daily |sending |hourly |rate |message )(\bquota|storage|disk|mailbox (size|limit)|allocation|allotted)|(not enough|no|insufficient|lack of|low on|out of|too little|running out of) (disk |storage |mailbox |mail |free |more |inbox )*(space|storage|quota|room)|(disk|storage) (quota|space|full|limit)|(account|user|inbox|recipient|mailbox)( ~)?('s)? (\S+ )?(is|was|has|are) (too |over ?)(full|quota|limit)|(account|user|inbox|mailbox|recipient)( ~)?('s)?( inbox| mailbox| account)? (is|was|seems|appears) (currently |almost )?full|full (mail ?box|inbox)|mail(box)? (is )?full|mailfull|space (has|have) (been )?used up/,
    },
    {
      reason: 'mailboxfull',
      says: /(postfach|mailbox|speicher\w*).{0,40}(voll|überschritten|erschöpft)|(boîte|boite|bal|quota).{0,40}(pleine?|saturée|dépassé)|(buz[oó]n|cuota|casilla).{0,40}(llen|exced|superad)|(casella|quota|spazio).{0,40}(piena|superat|esaurit)|(caixa|cota|quota).{0,40}(chei|lotad|exced)|(skrzynk|limit).{0,40}(pełn|przepełnion|przekroczon)|(ящик|квот).{0,40}(переполн|превышен|заполнен)|переполнен|メールボックス.{0,20}(いっぱい|一杯|容量|満)|容量(を|が)?.{0,12}(超|オーバー|いっぱい|一杯)|邮箱.{0,8}(已?满|容量|空间)|(空间|容量).{0,6}(不足|已满|超)|kota.{0,20}(dolu|aş)/,
    },
    {
      reason: 'hasmoved',
      says: /(has|have) moved|moved (to|permanently)|no longer (with|on|at|employed|works?|working|uses?|using|used)\b|left the (company|organi[sz]ation|firm)|(address|account|mailbox) (has )?(been )?(changed|moved|migrated|replaced)|(his|her|their|the) new (e-?mail )?address|forwarding address|owner has changed|user not local; please try/,
    },
    {
      reason: 'suspend',
      says: /(account|mail ?box|user|recipient|address|customer|e-?mail|domain)\b( ~)?.{0,60}(suspend|disabled|inactive|\bin-active|not (been )?(activ|enabled)|deactivat|disactiv|frozen|locked|\bexpired|terminated|discontinued|closed|been blocked|dormant|hibernat|paused)|(inactive|disabled|suspended|locked|frozen|dormant|expired|closed|blocked|deactivated) (user|account|mail ?box|recipient|address|domain|customer)|temporar(y|ily) (lock|disabl|suspend|inactiv|block)|(extended|prolonged) inactivity|due to inactivity|not logged in for/,
    },
    {
      reason: 'userunknown',
      says: /(user|recipient|mail ?box|account|alias|address|addressee|local.?part|rcpt|subscriber|customer|username|login|person)s?\b(name)?( id)?( ~)?['" ]{0,3}(: |; |\()?.{0,25}?\b(is |was |are |has been |seems |name |\S+ )?(unknown|not known|not found|not exist|non-?exist|nonexistent|(could|can|was|were|are|is|does|do|has|have)( ?n[o']t)( been| be)? (found|exist|known|listed|valid|recogni[sz]ed|registered|have an? )|not (listed|registered|valid|recogni[sz]ed|here|defined|an? (valid|known|existing))|invalid|deleted|removed|does(n't| not) (exist|match)|no longer (exists?|valid|available|active|in use|here))/,
    },
    {
      reason: 'userunknown',
      says: /(unknown|no such|invalid|non-?existent|no valid|not a valid|no matching|nonexisting|illegal|undefined|unrecogni[sz]ed|bad|not an? (existing|known|local)|unavailable) (or (illegal|invalid|unknown) )?(local |destination |virtual |e-?mail |mail |to |final |intended |smtp |original )*(user|recipient|mail ?box|account|alias|address|addressee|local.?part|rcpt|subscriber|person|name|id\b)|(does|do|did|has|have)(n't| not) (have|got) (an?|any|such) .{0,40}(account|mailbox|address|user)|(can ?not|could ?n[o']t|can't|unable to) (find|locate|recogni[sz]e|identify|verify) (the |a |this |your |that )?(local |e-?mail )?(user|recipient|mail ?box|account|address)|no (mail ?box|user|account|recipient|one|person)( here)?( by that name| with that name| of that name| named|\b.{0,20}(here|found|known|exist))|(wasn't|was not|not|couldn't be) found at\b|not (listed )?in (the )?.{0,30}(directory|address book|database|user ?list|table)|mailbox unavailable|mailbox not available|not our (customer|user)|(never|not) (heard|known) |no longer accepts? (any )?(e-?mail|mail|messages)|no (such )?(user|person|one|mailbox|account) (at|with|under|by) (this|that)|addressunknown|unknownuser|recipnotfound|recipientnotfound|unknown-(user|recipient)/,
    },
    {
      reason: 'userunknown',
      says: /(unbekannt|ungültig|nicht bekannt)\w* .{0,20}(empf|benutzer|adress|postfach)|(empfänger|benutzer|adresse|postfach|mailbox|konto).{0,50}(unbekannt|existiert nicht|nicht gefunden|ungültig|nicht (vorhanden|bekannt|verfügbar|mehr vorhanden))|(destinataire|utilisateur|adresse|boîte|boite|compte).{0,50}(inconnu|n'existe|invalide|introuvable|inexistant)|(usuario|destinatario|buz[oó]n|cuenta|direcci[oó]n|casilla).{0,50}(desconocid|no existe|no (se )?encontr|inexistente|inv[aá]lid)|(utente|destinatario|casella|indirizzo).{0,50}(sconosciut|non esiste|inesistente|non trovat|non valid)|(usu[aá]rio|destinat[aá]rio|caixa|conta|endere[cç]o).{0,50}(desconhecid|n[aã]o existe|inexistente|n[aã]o encontrad|inv[aá]lid)|(gebruiker|ontvanger|adres|postbus|mailbox).{0,40}(onbekend|bestaat niet|niet gevonden|ongeldig)|(użytkownik|odbiorc|adres|skrzynk|konto).{0,40}(nieznan|nie istnieje|nie znalezion)|(användare|mottagare|bruker|mottaker|modtager|adress).{0,40}(okänd|ukendt|ukjent|finns (inte|ej)|findes ikke|finnes ikke)|(пользовател|получател|адрес|ящик|аккаунт|почтов).{0,50}(не найден|не существует|неизвест|не обнаружен|недействител|удал[её]н)|(kullanıcı|alıcı|adres).{0,40}(bulunamadı|mevcut değil|geçersiz)|(ユーザ|宛先|アドレス|受信者|メールボックス|利用者).{0,40}(見つかりません|見つからな|存在しません|存在しな|不明|ありません|誤り)|(用户|收件人|邮箱|地址|帐号|账号|收件地址).{0,12}(不存在|无效|未找到|错误|不正确)|(사용자|수신자|받는 ?사람|계정|메일 ?주소).{0,20}(없|존재하지|알 수 없|찾을 수)/,
    },
    {
      reason: 'hostunknown',
      says: /bad destination (mailbox |system |host )?(system |host |domain )?(address|name)?|(address|recipient).{0,20}domain.{0,12}(not|n't) (exist|found|valid)/,
    },
  ],
  likely: [
    {
      reason: 'hostunknown',
      says: /[\w-]+(\.[\w-]+)+ (does not|doesn't) exist|(?<!sender |your |from )\b(host|domain|server|site)( ?name)?s?\b( or domain name)? ?('?[\w.-]+'? )?(\(smtp\)... )?(is |was |were |are |has |lookup |does |do )*(unknown|(can ?not|could ?n[o']t) be (found|resolved)|not found(?!, try)|not (exist|resolv|valid|registered|known)|n't (exist|be found|resolve)|invalid|nonexistent|failed to resolve)(?!, try)|(unknown|no such|unrouteable|unroutable|illegal|invalid|nonexistent|non-existent|bad|undefined) (mail |destination |remote |recipient )*(host|domain|destination|mail ?server|mx)|nxdomain|destination (e-?mail |mail )?system is (unknown|invalid)|(can ?not|could ?n[o']t|can't|unable to|failed to) (find|resolve|look ?up|locate|route to)( a| the| any| mail)* .{0,40}(host|domain|mx\b|exchang|server|route)|no (valid )?(mx|a|mail exchanger|mail server|mail host)( or a| nor a)? (record|host|server|found|for)|mx (lookup|record).{0,20}(fail|not found|none)|unable to route|unrouteable (mail )?(address|domain)|all relevant mx records point to non-existent/,
    },
    {
      reason: 'notaccept',
      says: /null ?-?mx|(does|do|will|is|are)(n't| not)( currently)? (accept|receive|accepting|receiving)( any| network| incoming| inbound)* (e-?mail|mail|smtp|messages?)(?! from| to)|no (incoming |inbound )?(e-?mail|mail) (is )?(accepted|service)|(mail|smtp|e-?mail) (service )?(is )?(not supported|disabled here)|never accepts? (e-?)?mail|server does not accept mail|nullmx/,
    },
    {
      reason: 'notaccept',
      says: /(invalid|bad|illegal|local|unusable) mx|mx .{0,40}(points? to|invalid|localhost|127\.|0\.0\.0\.0)/,
    },
    {
      reason: 'filtered',
      says: /(reject|refus|block|filter|declin)\w* by (the |its |a )?(recipient|user|addressee|owner|domain.?filter|mail ?filter|rule|a remote mail server|sieve)|(recipient|user|addressee)( ~)? (has |does |do |is |did )?(not |n't )?(want|wish|reject|refus|block|accept)|not accepting (mail|messages|e-?mail)|blocked by user|challenge.?response|message filtered|filtered by|you have been blocked/,
    },
    {
      reason: 'userunknown',
      says: /recipient (address )?(was |is )?(rejected|refused)\.?( \(in reply to rcpt|$)|undeliverable address|address (is )?undeliverable|not (a )?deliverable/,
    },
  ],
};
