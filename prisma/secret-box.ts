import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals secrets for the database. `place` (table.column.row) is bound in: a sealed text copied to another row does not open. */
export type SecretBox = {
  seal: (secret: unknown, place: string) => string;
  open: <T>(sealed: string, place: string) => T;
};

/** AES-256-GCM envelopes `keyId.iv.tag.text`; the first key seals, every key opens, so that keys rotate. */
export function secretBox(encryptionKeys: string): SecretBox {
  const keys = new Map(
    encryptionKeys.split(',').map((entry) => {
      const colon = entry.indexOf(':');
      return [entry.slice(0, colon), Buffer.from(entry.slice(colon + 1), 'base64')] as const;
    }),
  );
  const [current] = keys;
  if (!current) throw new Error('ENCRYPTION_KEYS is empty: set `id:base64` of 32 bytes.');
  const [currentId, currentKey] = current;

  return {
    seal(secret, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', currentKey, iv).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()]);
      return [currentId, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, place) {
      const [id = '', ...parts] = sealed.split('.');
      const [iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
      const key = keys.get(id);
      if (!key || !iv || !tag || !text)
        throw new Error(`A secret at ${place} was sealed with key "${id}", which ENCRYPTION_KEYS does not have.`);
      const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place)).setAuthTag(tag);
      return JSON.parse(Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8'));
    },
  };
}
