import type { BounceReason } from './rules.ts';

/** What the subject and detail of an enhanced code mean (RFC 3463 and IANA's registry; then what Exchange adds). */
const BY_CODE: Record<string, BounceReason> = {
  '1.0': 'userunknown',
  '1.1': 'userunknown',
  '1.2': 'hostunknown',
  '1.3': 'userunknown',
  '1.4': 'filtered',
  '1.6': 'hasmoved',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '1.9': 'systemerror',
  '1.10': 'userunknown',
  '2.0': 'filtered',
  '2.1': 'suspend',
  '2.2': 'mailboxfull',
  '2.3': 'exceedlimit',
  '2.4': 'filtered',
  '3.1': 'systemfull',
  '3.2': 'notaccept',
  '3.3': 'systemerror',
  '3.4': 'mesgtoobig',
  '3.5': 'systemerror',
  '4.1': 'expired',
  '4.2': 'networkerror',
  '4.3': 'systemerror',
  '4.4': 'hostunknown',
  '4.5': 'toomanyconn',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '4.14': 'networkerror',
  '4.310': 'hostunknown',
  '4.312': 'networkerror',
  '4.316': 'expired',
  '5.3': 'toomanyconn',
  '7.2': 'rejected',
  '7.4': 'contenterror',
  '7.8': 'securityerror',
  '7.10': 'failedstarttls',
  '7.13': 'suspend',
  '7.17': 'hasmoved',
  '7.18': 'hasmoved',
  '7.20': 'authfailure',
  '7.21': 'authfailure',
  '7.22': 'authfailure',
  '7.23': 'authfailure',
  '7.24': 'authfailure',
  '7.25': 'requireptr',
  '7.26': 'authfailure',
  '7.27': 'rejected',
  '7.28': 'speeding',
  '7.29': 'authfailure',
  '7.30': 'failedstarttls',
  '7.509': 'authfailure',
  '7.515': 'authfailure',
  '7.508': 'speeding',
  '7.511': 'blocked',
  '7.705': 'speeding',
  '7.708': 'blocked',
};

const BY_SUBJECT: Record<string, BounceReason> = {
  '1': 'userunknown',
  '4': 'networkerror',
  '5': 'syntaxerror',
  '6': 'contenterror',
  '7': 'securityerror',
};

/** The reason that an enhanced code stands for, or null where it says nothing exact. */
export function reasonOfStatus(status: string): BounceReason | null {
  const [, kind = '', subject = '', detail = ''] = /^([245])\.(\d+)\.(\d+)$/.exec(status) ?? [];
  if (kind === '4' && subject === '3') return 'systemerror';
  const exact = BY_CODE[`${subject}.${detail}`];
  if (exact) return exact;
  if (subject === '7' && /^(50\d|51\d|6\d\d)$/.test(detail)) return 'blocked';
  return subject === '1' && /^3[57]\d$/.test(detail) ? 'userunknown' : null;
}

/** What the subject of an enhanced code makes likely, where its detail says nothing exact. */
export function reasonOfSubject(status: string): BounceReason | null {
  const [, subject = '', detail = ''] = /^[245]\.(\d+)\.(\d+)$/.exec(status) ?? [];
  return detail === '0' || detail === '' ? null : (BY_SUBJECT[subject] ?? null);
}
