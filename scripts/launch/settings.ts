import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Kept = { authSecret: string; encryptionKey: string; appPassword: string; systemPassword: string };

/** The secrets of this installation, made at the first start and kept readable by its owner alone. */
export function keptSecrets(dataDir: string): Kept {
  const file = path.join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const secrets = {
    authSecret: randomBytes(32).toString('hex'),
    encryptionKey: randomBytes(32).toString('base64'),
    appPassword: randomBytes(18).toString('hex'),
    systemPassword: randomBytes(18).toString('hex'),
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
