import { Client, Connection } from '@temporalio/client';
import { attributeKeys } from '../../../workflows/attributes.ts';

/** temporal.api.enums.v1.IndexedValueType: a text that is compared as a whole. */
const INDEXED_VALUE_TYPE_KEYWORD = 2;

/** Connects to Temporal lazily: an unreachable server fails the call that needs it, not the start. */
export function temporalClient({ address, namespace }: { address: string; namespace: string }): Client {
  return new Client({ connection: Connection.lazy({ address, connectTimeout: '5s' }), namespace });
}

/** Registers the search attributes that our workflows carry. Registering them again changes nothing. */
export async function registerAttributes({ connection, options }: Client): Promise<void> {
  await connection.ensureConnected?.();
  const names = Object.keys(attributeKeys);
  await (connection as Connection).operatorService.addSearchAttributes({
    namespace: options.namespace,
    searchAttributes: Object.fromEntries(names.map((name) => [name, INDEXED_VALUE_TYPE_KEYWORD])),
  });
}
