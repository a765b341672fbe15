const WORDS: Record<string, string> = {
  'rfc3464-failed': 'its delivery report says that it failed',
  'rfc3464-delayed': 'its delivery report says that it is still tried',
  'rfc3464-delivered': 'its delivery report says that it arrived',
  'rfc3464-relayed': 'its delivery report says that it was passed on',
  'rfc3464-expanded': 'its delivery report says that a list took it',
  'rfc6522-without-recipient': 'it is a delivery report that names nobody',
  'x-failed-recipients': 'a header names the recipient that failed',
  'notice-delayed': 'a mail system writes that it is still tried',
  'notice-delivered': 'a mail system writes that it arrived',
  'notice-of-mail-system': 'a mail system wrote it',
  'notice-with-the-mail': 'a mail system sent our mail back',
  'notice-in-words': 'it reads like the notice of a mail system',
  'ses-bounce': 'Amazon SES reports a bounce',
  'ses-complaint': 'Amazon SES reports a complaint',
  'ses-delivery': 'Amazon SES reports that it arrived',
  rfc5965: 'it is a complaint report of a provider',
  'rfc5965-without-type': 'it is a complaint report of a provider that names no reason',
  'rfc5965-not-spam': 'somebody took it out of the spam folder',
  'passed-on-by-provider': 'a provider passed a complaint on',
  'complaint-in-words': 'it reads like a complaint',
  'mail-to-unsubscribe': 'it was sent to be taken off the list',
  'rfc3834-auto-submitted': 'a header says that a machine answered',
  'rfc3834-auto-generated': 'a header says that a machine wrote it',
  'away-in-subject': 'its subject reads like an automatic reply',
  'away-in-words': 'its first words read like an automatic reply',
  'answer-without-return-path': 'it answers, and names nobody to answer to',
  'asks-for-no-answer': 'it answers, and asks machines for no answer',
  'rfc8098-receipt': 'it is a read receipt',
  'rfc7489-aggregate-report': 'it is a DMARC report',
  'own-mail': 'the mailbox wrote it itself',
  'list-mail': 'it came over a mailing list',
  'null-return-path': 'it names nobody to answer to',
  'without-sender': 'it names no sender',
  'no-sign-of-a-machine': 'nothing in it is a sign of a machine',
  'a-person': 'somebody of your workspace said so',
  'not-handled': 'it could not be read',
};

/** A rule that sorts mail, said to a person. Rules that are named after what they found say its name. */
export function ruleWords(rule: string): string {
  if (Object.hasOwn(WORDS, rule)) return WORDS[rule] ?? rule;
  const header = /^header-(.+)$/.exec(rule)?.[1];
  if (header) return `the header ${header} is a machine's`;
  if (rule.startsWith('not-readable-')) return 'it could not be read';
  return rule.replaceAll('-', ' ').replaceAll(/\brfc ?(\d+)/gi, 'RFC $1');
}
