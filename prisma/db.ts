import { PrismaPg } from '@prisma/adapter-pg';
import type { WorkspaceId } from '../workflows/ids.ts';
import { Prisma, PrismaClient } from './generated/client.ts';

/** A unit of work inside one workspace. */
export type Tx = Prisma.TransactionClient;

/** The tenants' data. There is no way to it but through a workspace. */
export type Database = {
  /** Runs one unit of work: one transaction that sees and writes this workspace alone. Keep calls to the outside out of it. */
  withWorkspace: <T>(workspaceId: WorkspaceId, work: (tx: Tx) => Promise<T>) => Promise<T>;
  ping: () => Promise<void>;
  close: () => Promise<void>;
};

/** Identities and messages between processes, as the role that sees no contact and no mail. */
export type SystemDatabase = PrismaClient;

/** So many statements are kept prepared on each connection; lists of many lengths must not fill the server's memory. */
const MAX_PREPARED = 400;

/** Names statements, so that Postgres plans each once for a connection instead of at every call. */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known) return known;
    if (names.size >= MAX_PREPARED) return ''; // unnamed
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
}

const connect = (url: string, max: number) =>
  new PrismaClient({
    adapter: new PrismaPg(
      // The adapter misreads instants when the session's zone is not UTC.
      { connectionString: url, max, options: '-c TimeZone=UTC', connectionTimeoutMillis: 5_000 },
      { statementNameGenerator: statementNames() },
    ),
    transactionOptions: { maxWait: 10_000, timeout: 60_000 },
  });

/** Refuses a login that row-level security does not bind. */
async function assertBound(client: PrismaClient) {
  const [role] = await client.$queryRaw<{ name: string; isFree: boolean }[]>`
    SELECT rolname AS name, rolsuper OR rolbypassrls AS "isFree" FROM pg_roles WHERE rolname = current_user`;
  if (role?.isFree)
    throw new Error(
      `The database login "${role.name}" is a superuser or bypasses row-level security. Use a login of role followthrough_app.`,
    );
}

/** Connects as the application: every query belongs to a workspace. */
export async function openDatabase({ url, pool }: { url: string; pool: number }): Promise<Database> {
  const client = connect(url, pool);
  await assertBound(client);
  return {
    withWorkspace: (workspaceId, work) =>
      client.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.workspace_id', ${workspaceId}, true)`;
        return work(tx);
      }),
    ping: async () => void (await client.$queryRaw`SELECT 1`),
    close: () => client.$disconnect(),
  };
}

/** Connects as the system role. */
export async function openSystemDatabase({ url, pool }: { url: string; pool: number }): Promise<SystemDatabase> {
  const client = connect(url, pool);
  await assertBound(client);
  return client;
}

/** Whether a write met a unique rule that another row already fills. */
export const isDuplicate = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
