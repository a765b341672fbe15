import pg from 'pg';

export type Logins = { app: string; system: string };

/** The two logins that the processes use, each a member of the role whose rights it takes. */
const LOGINS = { app: 'followthrough_app', system: 'followthrough_system' } as const;

/** Creates the logins, or sets their passwords anew, and returns the addresses with which to connect. */
export async function provisionLogins(ownerUrl: string, passwords: Logins): Promise<Logins> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const [kind, role] of Object.entries(LOGINS)) {
      const login = pg.escapeIdentifier(`${role}_login`);
      const password = pg.escapeLiteral(passwords[kind as keyof Logins]);
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [`${role}_login`]);
      await client.query(
        rowCount
          ? `ALTER ROLE ${login} PASSWORD ${password}`
          : `CREATE ROLE ${login} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${password} IN ROLE ${role}`,
      );
    }
  } finally {
    await client.end();
  }
  const address = (kind: keyof Logins) => {
    const url = new URL(ownerUrl);
    url.username = `${LOGINS[kind]}_login`;
    url.password = encodeURIComponent(passwords[kind]);
    return url.toString();
  };
  return { app: address('app'), system: address('system') };
}
