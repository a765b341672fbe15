import { getDomain } from 'tldts';

/** Providers of free mailboxes that have a domain in many countries: yahoo.co.jp, gmx.net, live.nl. */
const FREE_FAMILIES = new Set(
  'aol gmail gmx googlemail hotmail live msn outlook proton protonmail rocketmail tuta tutanota yahoo yandex ymail'.split(
    ' ',
  ),
);

/** The other large ones, by their domains. */
const FREE_DOMAINS = new Set(
  (
    'icloud.com me.com mac.com aim.com mail.com email.com pm.me hey.com fastmail.com fastmail.fm hushmail.com inbox.com ' +
    'zoho.com zohomail.com zohomail.eu rediffmail.com mail.ru bk.ru inbox.ru list.ru ya.ru rambler.ru ukr.net ' +
    'qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com naver.com hanmail.net daum.net ' +
    'web.de t-online.de freenet.de arcor.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it virgilio.it ' +
    'alice.it tiscali.it tin.it uol.com.br bol.com.br terra.com.br ig.com.br wp.pl o2.pl onet.pl interia.pl op.pl ' +
    'seznam.cz centrum.cz comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net ' +
    'btinternet.com virginmedia.com sky.com talktalk.net bigpond.com optusnet.com.au shaw.ca rogers.com sympatico.ca ' +
    'telus.net bluewin.ch ziggo.nl xs4all.nl telenet.be skynet.be telia.com'
  ).split(' '),
);

/** Whether an address lies where people who have nothing to do with each other have theirs. */
const isFreeMail = (domain: string) =>
  FREE_DOMAINS.has(domain) || FREE_FAMILIES.has(domain.slice(0, domain.indexOf('.')));

/** Under which name somebody's company is known: the contact's company, else the registrable domain of the address; null where neither says anything. */
export function companyKeyOf({ company, email }: { company: string | null; email: string | null }): string | null {
  const name = company?.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (name) return `name/${name}`;
  const domain = email ? getDomain(email.slice(email.lastIndexOf('@') + 1).toLowerCase()) : null;
  return domain && !isFreeMail(domain) ? `domain/${domain}` : null;
}
