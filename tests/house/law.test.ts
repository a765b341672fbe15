import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type IFlattenedRuleSet } from 'dependency-cruiser';
import { expect, test } from 'vitest';
import bundleLaw from '../../.dependency-cruiser.bundle.mjs';
import { law } from '../../.dependency-cruiser.mjs';

type Tree = Record<string, string>;
type Law = { forbidden?: { name?: string }[]; options?: object };

/** Asks a law about a tree of files that exists only here. Answers `rule: from -> to` for each breach. */
async function breaches({ forbidden, options }: Law, tree: Tree): Promise<string[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'law-'));
  const files: Tree = {
    'tsconfig.json':
      '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "Bundler", "allowImportingTsExtensions": true, "noEmit": true } }',
    ...Object.fromEntries(
      ['zod', 'nodemailer', '@temporalio/workflow'].flatMap((name) => [
        [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
        [`node_modules/${name}/index.js`, 'exports.x = 1;'],
      ]),
    ),
    'package.json': JSON.stringify({ dependencies: { zod: '*', nodemailer: '*', '@temporalio/workflow': '*' } }),
    ...tree,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  try {
    const roots = [...new Set(Object.keys(tree).map((name) => name.split('/')[0] ?? ''))];
    const { output } = await cruise(roots, {
      ...options,
      baseDir: dir,
      validate: true,
      ruleSet: { forbidden } as IFlattenedRuleSet,
    });
    return typeof output === 'string'
      ? [output]
      : output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const uses = (target: string) => `import { x } from '${target}'; export const y = x;`;
const knowsType = (target: string) => `import type { x } from '${target}'; export type Y = typeof x;`;
const plain = 'export const x = 1;';

const PLANTED: Record<string, Tree> = {
  'no-circles': {
    'workflows/a/rules.ts': `import { x as z } from '../b/rules.ts'; export const x = z;`,
    'workflows/b/rules.ts': `import { x as z } from '../a/rules.ts'; export const x = z;`,
  },
  'workflows-know-activities-by-type': {
    'workflows/a/story.ts': uses('../../activities/a.ts'),
    'activities/a.ts': plain,
  },
  'workflows-never-reach-up': { 'workflows/a/story.ts': uses('../../prisma/db.ts'), 'prisma/db.ts': plain },
  'ground-stands-on-ground': { 'workflows/a/rules.ts': uses('zod') },
  'features-meet-at-rules-and-messages': {
    'workflows/a/story.ts': uses('../b/other.ts'),
    'workflows/b/other.ts': plain,
  },
  'web-features-do-not-meet': {
    'web/src/features/a/page.tsx': uses('../b/page.tsx'),
    'web/src/features/b/page.tsx': plain,
  },
  'web-sees-contract-and-ground': { 'web/src/lib/a.ts': uses('../../../api/http/a.ts'), 'api/http/a.ts': plain },
  'contract-stands-on-ground': { 'api/contract/a.ts': uses('../../prisma/db.ts'), 'prisma/db.ts': plain },
  'api-asks-never-acts': { 'api/a/routes.ts': uses('../../activities/a.ts'), 'activities/a.ts': plain },
  'activities-never-reach-up': { 'activities/a.ts': uses('../api/a/queries.ts'), 'api/a/queries.ts': plain },
  'only-entrances-read-config': { 'activities/a.ts': uses('../config.ts'), 'config.ts': plain },
  'providers-only-in-clients': { 'activities/a.ts': uses('nodemailer') },
  'nothing-imports-tests': { 'activities/a.ts': uses('../tests/helpers/a.ts'), 'tests/helpers/a.ts': plain },
};

test.each(Object.entries(PLANTED))('a planted breach of %s is found', async (name, tree) => {
  expect((await breaches(law, tree)).map((breach) => breach.split(':')[0])).toContain(name);
});

test('each rule of the law has its planted breach here', () => {
  expect(law.forbidden?.map(({ name }) => name).toSorted()).toEqual(Object.keys(PLANTED).toSorted());
});

test('a library that a workflow would carry into its bundle is found, however far down', async () => {
  const tree = {
    'workflows/index.ts': `export { y } from './a/story.ts';`,
    'workflows/a/story.ts': uses('./rules.ts'),
    'workflows/a/rules.ts': uses('zod').replace('export const y', 'export const x'),
  };
  expect(await breaches(bundleLaw, tree)).toContain(
    'bundle-stays-small: workflows/index.ts -> node_modules/zod/index.js',
  );
});

test('knowing an activity by its type is no breach, whatever the activity imports', async () => {
  const tree = {
    'workflows/index.ts': `export type { Y } from './a/story.ts'; import '@temporalio/workflow';`,
    'workflows/a/story.ts': knowsType('../../activities/a.ts'),
    'activities/a.ts': uses('zod').replace('export const y', 'export const x'),
  };
  expect(await breaches(law, tree)).toEqual([]);
  expect(await breaches(bundleLaw, tree)).toEqual([]);
});

test('what the law allows it does not report', async () => {
  const tree = {
    'web/src/features/a/page.tsx': `import { x as a } from '../../../../api/contract/a.ts'; import { x as b } from '../../../../workflows/a/rules.ts'; export const y = [a, b];`,
    'api/contract/a.ts': uses('zod').replace('export const y', 'export const x'),
    'workflows/a/rules.ts': plain,
    'workflows/b/story.ts': uses('../a/rules.ts'),
    'activities/clients/smtp/send.ts': uses('nodemailer'),
    'api/a/routes.ts': uses('../../activities/clients/smtp/send.ts').replace('{ x }', '{ y as x }'),
    'worker.ts': uses('./config.ts'),
    'config.ts': plain,
  };
  expect(await breaches(law, tree)).toEqual([]);
});
