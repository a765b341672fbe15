import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** Google's own descriptions of its APIs. They are no part of this project: where they are missing, nothing is checked, and tests that need them say so. */
const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/corpus/google-discovery');
export const HAS_DISCOVERY = existsSync(path.join(FOLDER, 'gmail.v1.json'));

type Parameter = {
  location?: string;
  type?: string;
  required?: boolean;
  repeated?: boolean;
  enum?: string[];
  minimum?: string;
  maximum?: string;
  format?: string;
};
type Schema = Parameter & {
  $ref?: string;
  properties?: Record<string, Schema & { annotations?: { required?: string[] } }>;
  additionalProperties?: Schema;
  items?: Schema;
};
type Method = {
  id: string;
  httpMethod: string;
  path: string;
  flatPath?: string;
  parameters?: Record<string, Parameter>;
  request?: { $ref: string };
  response?: { $ref: string };
  scopes: string[];
};
type Resource = { methods?: Record<string, Method>; resources?: Record<string, Resource> };
type Document = Resource & { parameters: Record<string, Parameter>; schemas: Record<string, Schema> };

const FORMATS: Record<string, string> = { int64: '^-?\\d+$', uint64: '^\\d+$', byte: '^[A-Za-z0-9+/_-]*={0,2}$' };

/** A schema of a discovery document as JSON Schema that lets no unknown property pass. */
function strict(schema: Schema): object {
  if (schema.$ref) return { $ref: `#/definitions/${schema.$ref}` };
  const { type, properties, additionalProperties, items, format, enum: allowed } = schema;
  if (type === 'object')
    return {
      type,
      properties: Object.fromEntries(Object.entries(properties ?? {}).map(([name, each]) => [name, strict(each)])),
      additionalProperties: additionalProperties ? strict(additionalProperties) : false,
    };
  if (type === 'array') return { type, items: strict(items ?? {}) };
  if (type === 'any' || type === undefined) return {};
  const pattern = type === 'string' ? FORMATS[format ?? ''] : undefined;
  return { type, ...(pattern ? { pattern } : {}), ...(allowed ? { enum: allowed } : {}) };
}

const methodsOf = ({ methods = {}, resources = {} }: Resource): Method[] => [
  ...Object.values(methods),
  ...Object.values(resources).flatMap(methodsOf),
];

/** What is wrong with one value of a query. */
function parameterBreach(name: string, { type, enum: allowed, minimum, maximum }: Parameter, value: string) {
  if (allowed && !allowed.includes(value)) return `${name} is "${value}", not one of ${allowed.join(', ')}`;
  if (type === 'boolean' && !/^(true|false)$/.test(value)) return `${name} is "${value}", not a boolean`;
  if (type === 'integer' && !/^-?\d+$/.test(value)) return `${name} is "${value}", not an integer`;
  if (minimum !== undefined && Number(value) < Number(minimum)) return `${name} is below ${minimum}`;
  if (maximum !== undefined && Number(value) > Number(maximum)) return `${name} is above ${maximum}`;
  return null;
}

/** One method of an API, as Google describes it. */
export type Described = {
  scopes: string[];
  requestBreaches: (query: URLSearchParams, body: unknown) => string[];
  answerBreaches: (body: unknown) => string[];
};

/** The description of an API, by HTTP method and path template. */
export type Discovery = {
  method: (id: string) => Described;
  schemaBreaches: (schema: string, value: unknown) => string[];
};

/** Reads the description of an API, as gmail.v1. */
export function discovery(api: string): Discovery {
  const document = JSON.parse(readFileSync(path.join(FOLDER, `${api}.json`), 'utf8')) as Document;
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  const definitions = Object.fromEntries(
    Object.entries(document.schemas).map(([name, schema]) => [name, strict(schema)]),
  );
  ajv.addSchema({ $id: api, definitions });
  const compiled = new Map<string, ValidateFunction>();
  const schemaBreaches = (schema: string, value: unknown): string[] => {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `${api}#/definitions/${schema}` });
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${schema}${instancePath}: ${message} ${JSON.stringify(params)}`,
    );
  };
  const methods = new Map(methodsOf(document).map((method) => [method.id, method]));

  function describe(method: Method): Described {
    const known = { ...document.parameters, ...method.parameters };
    const inQuery = Object.entries(method.parameters ?? {}).filter(([, { location }]) => location === 'query');
    return {
      scopes: method.scopes,
      requestBreaches(query, body) {
        const names = [...new Set(query.keys())];
        const given = names.flatMap((name) => {
          const parameter = known[name];
          if (!parameter || parameter.location === 'path') return [`${name} is no parameter`];
          const values = query.getAll(name);
          if (values.length > 1 && !parameter.repeated) return [`${name} is given ${values.length} times`];
          return values.flatMap((value) => parameterBreach(name, parameter, value) ?? []);
        });
        const missing = inQuery.filter(([name, { required }]) => required && !query.has(name));
        const needed = Object.entries(document.schemas[method.request?.$ref ?? '']?.properties ?? {}).filter(
          ([name, { annotations }]) => annotations?.required?.includes(method.id) && !(name in Object(body)),
        );
        const shape = method.request ? schemaBreaches(method.request.$ref, body ?? {}) : [];
        const extra = !method.request && body !== undefined ? ['it has a body, and takes none'] : [];
        return [...given, ...[...missing, ...needed].map(([name]) => `${name} is missing`), ...shape, ...extra];
      },
      answerBreaches(body) {
        if (method.response) return schemaBreaches(method.response.$ref, body);
        return body === undefined ? [] : ['it answers a body, and has none'];
      },
    };
  }
  return {
    schemaBreaches,
    method(id) {
      const method = methods.get(id);
      if (!method) throw new Error(`Google's ${api} has no method ${id}.`);
      return describe(method);
    },
  };
}

/** Where a method of an API is: its HTTP method, and its path with a group for each parameter. */
export function routesOf(api: string): { id: string; httpMethod: string; path: string }[] {
  const document = JSON.parse(readFileSync(path.join(FOLDER, `${api}.json`), 'utf8')) as Document;
  return methodsOf(document).map(({ id, httpMethod, flatPath, path: template }) => ({
    id,
    httpMethod,
    path: `/${flatPath ?? template}`,
  }));
}
