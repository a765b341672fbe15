import { createHmac } from 'node:crypto';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { SecretBox } from '../../prisma/secret-box.ts';
import { Refusal } from '../../workflows/refusal.ts';

const LONGEST = 200;

export type Repeatable = {
  key: string;
  /** Whose key it is: the workspace, or the person where there is none. */
  scope: string;
  /** What was asked: the endpoint and its input. */
  request: unknown;
  /** What was asked may hold a password: its hash says nothing to whoever has the database alone. */
  secret: string;
  /** Seals an answer that holds a secret. */
  box: SecretBox | null;
};

type Known = { request_hash: string; response: unknown };

const placeOf = ({ scope, key }: Repeatable) => `idempotency_keys.response.${scope}.${key}`;
const sealed = (asked: Repeatable, output: unknown) =>
  asked.box ? { sealed: asked.box.seal(output, placeOf(asked)) } : output;
const opened = <T>(asked: Repeatable, response: unknown): T =>
  (asked.box ? asked.box.open((response as { sealed: string }).sealed, placeOf(asked)) : response) as T;

/** Runs a creating request once per key: its effects and its answer are one transaction, so that a repeated key finds both or neither. */
export async function once<T>(tx: Tx, asked: Repeatable, work: () => Promise<T>): Promise<T> {
  const { key, scope, request, secret } = asked;
  if (key.length > LONGEST)
    throw new Refusal(
      'too-large',
      `The Idempotency-Key has ${key.length} characters; at most ${LONGEST} are allowed. A UUID is a good key.`,
    );
  const hash = createHmac('sha256', secret).update(JSON.stringify(request)).digest('hex');
  // Waits for a request of the same key that is under way, then finds its answer.
  await tx.$executeRaw`INSERT INTO idempotency_keys (workspace_id, key, request_hash) VALUES (${scope}::uuid, ${key}, ${hash}) ON CONFLICT DO NOTHING`;
  const [known] = await tx.$queryRaw<
    Known[]
  >`SELECT request_hash, response FROM idempotency_keys WHERE workspace_id = ${scope}::uuid AND key = ${key} FOR UPDATE`;
  if (known && known.request_hash !== hash)
    throw new Refusal(
      'key-reused',
      `The Idempotency-Key "${key}" came with another request before. Use a new key for a new request.`,
    );
  if (known?.response) return opened<T>(asked, known.response);
  const output = await work();
  await tx.idempotencyKey.update({
    where: { workspaceId_key: { workspaceId: scope, key } },
    data: { response: sealed(asked, output) as Prisma.InputJsonValue },
  });
  return output;
}
