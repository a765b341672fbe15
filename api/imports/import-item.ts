import type { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CustomField } from '../../workflows/contacts/custom-field.calc.ts';
import { CONTACT_TARGETS, mappingProblem, targetLabel } from '../../workflows/imports/rules.ts';
import type { ImportDetail, ImportItem } from '../contract/imports.ts';

export const withMaker = { createdBy: { select: { id: true, name: true } } } satisfies Prisma.ImportJobInclude;
export type ImportRow = Prisma.ImportJobGetPayload<{ include: typeof withMaker }>;

/** By values of these types contacts can be told apart. */
const KEY_TYPES = new Set<CustomField['fieldType']>(['text', 'number', 'email', 'phone', 'url']);

/** An import as lists show it. */
export function itemOf({ createdAt, startedAt, completedAt, ...row }: ImportRow): z.input<typeof ImportItem> {
  const [created, started, completed] = [createdAt, startedAt, completedAt].map((date) => date?.getTime() ?? null);
  return { ...row, createdAt: created ?? 0, startedAt: started ?? null, completedAt: completed ?? null };
}

type Target = z.input<typeof ImportDetail>['targets'][number];

/** Where a column may go in this workspace. */
export function targetsOf(customFields: CustomField[]): Target[] {
  return [
    ...CONTACT_TARGETS.map((target) => ({
      target,
      label: targetLabel(target),
      isCustom: false,
      isKey: target === 'email',
    })),
    ...customFields.map(({ fieldName, label, fieldType }) => ({
      target: `custom.${fieldName}`,
      label,
      isCustom: true,
      isKey: KEY_TYPES.has(fieldType),
    })),
  ];
}

/** What keeps a check from beginning, if anything. */
export function problemOf(row: Pick<ImportRow, 'columns' | 'mapping' | 'upsertKey'>, targets: Target[]) {
  const mapping = row.mapping as string[];
  return mappingProblem({
    columns: row.columns.map((name, index) => ({ name, target: mapping[index] ?? 'ignore' })),
    upsertKey: row.upsertKey,
    labelOf: (target) => targets.find((one) => one.target === target)?.label ?? null,
  });
}

/** An import with its columns and how they are read. */
export function detailOf(row: ImportRow, customFields: CustomField[]): z.input<typeof ImportDetail> {
  const samples = row.samples as string[][];
  const targets = targetsOf(customFields);
  return {
    ...itemOf(row),
    encoding: row.encoding,
    delimiter: row.delimiter,
    columns: row.columns.map((name, index) => ({ name, samples: samples[index] ?? [] })),
    mapping: row.mapping as string[],
    upsertKey: row.upsertKey,
    mode: row.mode as z.input<typeof ImportDetail>['mode'],
    listId: row.listId,
    tagIds: row.tagIds,
    dateOrder: row.dateOrder as z.input<typeof ImportDetail>['dateOrder'],
    decimalMark: row.decimalMark as z.input<typeof ImportDetail>['decimalMark'],
    targets,
    problem: problemOf(row, targets)?.sentence ?? null,
  };
}
