import { createHash } from 'node:crypto';

/** The Message-ID of a mail, from its key: every attempt of one mail carries the same (RFC 5322, 3.6.4). */
export function messageIdOf({ key, from }: { key: string; from: string }): string {
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase();
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
}
