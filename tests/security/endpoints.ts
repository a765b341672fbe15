import { z } from 'zod';
import type { Meta } from '../../api/contract/base.ts';
import { contract } from '../../api/contract/contract.ts';
import type { Rpc } from '../helpers/api.ts';
import type { Schema } from './samples.ts';

/** One endpoint of the contract, as a walk over all of them sees it. */
export type Endpoint = { name: string; method: string; path: string; meta: Meta; schema: Schema };

type Definition = {
  '~orpc': { route: { method?: string; path?: string }; meta: Meta; inputSchema?: z.ZodType };
};

const schemaOf = (input: z.ZodType | undefined): Schema =>
  input ? (z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', cycles: 'ref' }) as Schema) : {};

/** Every endpoint there is, so that a new one is walked without being told of. */
export const ENDPOINTS: Endpoint[] = Object.entries(contract).flatMap(([feature, endpoints]) =>
  Object.entries(endpoints as unknown as Record<string, Definition>).map(([name, { '~orpc': definition }]) => ({
    name: `${feature}.${name}`,
    method: definition.route.method ?? '',
    path: definition.route.path ?? '',
    meta: definition.meta,
    schema: schemaOf(definition.inputSchema),
  })),
);

export type Outcome = { status: number; code: string | undefined; text: string };
type Failure = { status?: number; code?: string; message: string };

/** Calls an endpoint by its name, and tells what came of it. */
export async function call(rpc: Rpc, { name }: Endpoint, input: unknown): Promise<Outcome> {
  const [feature = '', endpoint = ''] = name.split('.');
  const features = rpc as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  const answer = features[feature]?.[endpoint]?.(input) ?? Promise.reject(new Error(`There is no ${name}.`));
  return answer.then(
    (value) => ({ status: 200, code: undefined, text: JSON.stringify(value) ?? '' }),
    ({ status = 0, code, message }: Failure) => ({ status, code, text: message }),
  );
}
