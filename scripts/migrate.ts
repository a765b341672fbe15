// The migrate job of production: brings the database up to date as its owner, and sets the passwords of the two logins.
import { readConfig } from '../config.ts';
import { migrate } from '../prisma/migrate.ts';
import { provisionLogins } from '../prisma/roles.ts';

const { DATABASE_URL, APP_DATABASE_URL, SYSTEM_DATABASE_URL } = readConfig();
if (!DATABASE_URL)
  throw new Error('DATABASE_URL is not set: the migrate job needs the address of the database as its owner.');
const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);

const applied = await migrate(DATABASE_URL);
await provisionLogins(DATABASE_URL, { app: passwordOf(APP_DATABASE_URL), system: passwordOf(SYSTEM_DATABASE_URL) });
console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'the database is up to date');
