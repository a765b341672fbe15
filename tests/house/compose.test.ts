import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { settings } from '../../config.ts';

const root = path.resolve(import.meta.dirname, '../..');
type Service = {
  image?: string;
  build?: string;
  environment?: Record<string, string>;
  healthcheck?: object;
  restart?: string;
};
const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: object;
};
const ours = Object.entries(compose.services).filter(([, { build }]) => build);
const { $schema: _dialect, ...specification } = JSON.parse(
  readFileSync(path.join(root, 'node_modules/dclint/schemas/compose.schema.json'), 'utf8'),
) as Record<string, unknown>;

test('the file follows the compose specification', () => {
  const { 'x-product': _product, 'x-environment': _environment, ...plain } = compose as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const isValid = ajv.validate(specification, plain);
  expect(ajv.errors ?? []).toEqual([]);
  expect(isValid).toBe(true);
});

test('every environment name that our services get is one that config.ts reads', () => {
  const names = ours.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
  expect(names.filter((name) => !(name in settings.shape))).toEqual([]);
  expect(names.length).toBeGreaterThan(10);
});

test('each of our services gets every setting that has no default', () => {
  const needed = Object.entries(settings.shape).flatMap(([name, schema]) =>
    schema.safeParse(undefined).success ? [] : [name],
  );
  const missing = ours.flatMap(([service, { environment }]) =>
    needed.filter((name) => !(name in (environment ?? {}))).map((name) => `${service}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('no secret has a default', () => {
  const secrets =
    readFileSync(path.join(root, 'docker-compose.yml'), 'utf8').match(
      /\$\{[A-Z_]*(PASSWORD|SECRET|KEYS|TOKEN|SMTP_URL)[A-Z_]*[^}]*\}/g,
    ) ?? [];
  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.filter((secret) => !secret.includes(':?'))).toEqual([]);
});

test('what runs for long says whether it is well, and only loopback is opened', () => {
  expect(['api', 'worker', 'postgres', 'temporal'].filter((name) => !compose.services[name]?.healthcheck)).toEqual([]);
  expect(
    readFileSync(path.join(root, 'docker-compose.yml'), 'utf8')
      .match(/- "\d.*:\d+"/g)
      ?.every((port) => port.includes('127.0.0.1:')),
  ).toBe(true);
});
