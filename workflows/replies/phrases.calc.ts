import { ABOUT_THE_ADDRESS, PLAIN } from './phrases-address.calc.ts';
import { ABOUT_THE_PATH } from './phrases-path.calc.ts';
import { ABOUT_THE_SENDER } from './phrases-sender.calc.ts';
import type { BounceReason, Phrases } from './rules.ts';

const MAX_WORDS = 6_000;
/** Block lists and explanations that are known by their address alone. */
const LINKS: Phrases = [
  { reason: 'rejected', says: /groups\.google\./ },
  { reason: 'authfailure', says: /open-?spf\.|spf\.pobox\.com|dmarc\.org|\/dmarc/ },
  {
    reason: 'blocked',
    says: /spamhaus\.|spamcop\.net|barracudacentral\.|sorbs\.net|abuseat\.org|uceprotect|senderbase\.org|talosintelligence|dnsbl|[./]rbl[./]|blacklist|blocklist/,
  },
];

/** A server's words without addresses and links, whose parts would be taken for words, on one line in lower case. */
export function bareWords(text: string): string {
  return text
    .slice(0, MAX_WORDS)
    .toLowerCase()
    .replaceAll(/[\u2018\u2019\u00b4`]/g, "'")
    .replaceAll(/https?:\/\/\S+/g, ' ')
    .replaceAll(/<?[^\s<>()"',;:[\]]{1,100}@[\w.-]{1,200}>?/g, ' ~ ')
    .replaceAll(/[\s\u3000_]+/g, ' ');
}

const firstOf = (lists: readonly Phrases[], words: string) => {
  for (const list of lists) {
    const found = list.find(({ says }) => says.test(words));
    if (found) return found.reason;
  }
  return null;
};

/** The reason that a server's words name, or null where they name none. */
export function reasonOfWords(text: string): BounceReason | null {
  const links = (text.slice(0, MAX_WORDS).match(/https?:\/\/\S+/g) ?? []).join(' ').toLowerCase();
  const words = bareWords(text);
  return (
    firstOf([PLAIN, ABOUT_THE_SENDER.sure, ABOUT_THE_ADDRESS.sure], words) ??
    firstOf([LINKS], links) ??
    firstOf([ABOUT_THE_SENDER.likely, ABOUT_THE_ADDRESS.likely, ABOUT_THE_PATH], words)
  );
}
