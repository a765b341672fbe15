/** The parts of JSON Schema that our contract comes to. */
export type Schema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
};

/** A place in a sample where an id belongs. */
export class IdSlot {
  readonly field: string;
  constructor(field: string) {
    this.field = field;
  }
}

type Place = { field: string; root: Schema; depth: number };

const DEPTH = 6;

function leafOf({ type, format, minLength = 0, minimum = 0 }: Schema): unknown {
  if (format === 'email') return 'sample@example.com';
  if (format === 'uri') return 'https://example.com/';
  if (format === 'date') return '2026-11-21';
  if (type === 'number' || type === 'integer') return minimum;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'array') return [];
  if (type === 'string') return 'sample'.padEnd(minLength, '.');
  return {};
}

function objectsOf({ properties = {}, required = [] }: Schema, place: Place): unknown[] {
  const parts = Object.entries(properties).map(([field, schema]) => {
    // The id of a thing in a list of things: variants[].id is a variantId.
    const name = field === 'id' ? `${place.field.replace(/s$/, '')}Id` : field;
    const all = samplesOf(schema, { ...place, field: name, depth: place.depth + 1 });
    return { field, all, isRequired: required.includes(field) };
  });
  const base = Object.fromEntries(parts.filter((part) => part.isRequired).map(({ field, all }) => [field, all[0]]));
  const variants = parts.flatMap(({ field, all, isRequired }) =>
    (isRequired ? all.slice(1) : all).filter(hasSlot).map((sample) => ({ ...base, [field]: sample })),
  );
  return [base, ...variants];
}

/** Samples of what a schema allows: the least one first, then one for each further place that an id can be in. */
export function samplesOf(schema: Schema, place: Place = { field: '', root: schema, depth: 0 }): unknown[] {
  const { $ref, anyOf, oneOf, allOf } = schema;
  if (place.depth > DEPTH) return [leafOf(schema)];
  if ($ref) {
    const target = $ref === '#' ? place.root : place.root.$defs?.[$ref.replace('#/$defs/', '')];
    return target ? samplesOf(target, { ...place, depth: place.depth + 1 }) : [{}];
  }
  const branches = anyOf ?? oneOf;
  if (branches) return branches.flatMap((branch) => samplesOf(branch, { ...place, depth: place.depth + 1 }));
  if (allOf) return samplesOf(Object.assign({}, ...allOf) as Schema, place);
  if ('const' in schema) return [schema.const];
  if (schema.enum) return [schema.enum[0]];
  if (schema.format === 'uuid') return [new IdSlot(place.field)];
  if (schema.properties) return objectsOf(schema, place);
  if (schema.type === 'array' && schema.items) {
    const items = samplesOf(schema.items, { ...place, depth: place.depth + 1 });
    const withIds = items.filter(hasSlot).map((item) => [item]);
    return schema.minItems ? [[items[0]], ...withIds.slice(1)] : [[], ...withIds];
  }
  return [leafOf(schema)];
}

/** Whether an id belongs somewhere in it. */
export const hasSlot = (sample: unknown): boolean => slotsOf(sample).length > 0;

/** The places in a sample where ids belong. */
export function slotsOf(sample: unknown): IdSlot[] {
  if (sample instanceof IdSlot) return [sample];
  if (typeof sample !== 'object' || sample === null) return [];
  return Object.values(sample).flatMap(slotsOf);
}

/** A sample with its ids filled in. */
export function filled(sample: unknown, idOf: (slot: IdSlot) => unknown): unknown {
  if (sample instanceof IdSlot) return idOf(sample);
  if (Array.isArray(sample)) return sample.map((item) => filled(item, idOf));
  if (typeof sample !== 'object' || sample === null) return sample;
  return Object.fromEntries(Object.entries(sample).map(([field, value]) => [field, filled(value, idOf)]));
}
