import { createHash, randomBytes } from 'node:crypto';

/** How every API key begins, so that a leaked one is found by those who look for secrets. */
export const KEY_PREFIX = 'ft_';
const SHOWN = KEY_PREFIX.length + 6;

/** Under which hash a key is kept. Its 256 bits are random, so that a plain hash suffices. */
export const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');

/** A new API key, with what is kept of it. */
export function newApiKey(): { key: string; start: string; secretHash: string } {
  const key = `${KEY_PREFIX}${randomBytes(32).toString('base64url')}`;
  return { key, start: key.slice(0, SHOWN), secretHash: hashOf(key) };
}
