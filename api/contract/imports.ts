import { z } from 'zod';
import { DATE_ORDERS, DECIMAL_MARKS, IMPORT_MODES } from '../../workflows/imports/rules.ts';
import { CsvDownload, CsvUpload, Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ImportId, ListId, TagId, UserId } from './ids.ts';

const tags = ['Imports'];
const one = z.object({ importId: ImportId });

export const ImportItem = z.object({
  id: ImportId,
  fileName: z.string(),
  fileBytes: z.int(),
  state: z.enum(['uploaded', 'checking', 'checked', 'running', 'completed', 'failed', 'cancelled']),
  reason: z.string().nullable().meta({ description: 'Why it failed.' }),
  totalRows: z.int(),
  doneRows: z.int().meta({ description: 'How far the check or the run has come.' }),
  newRows: z.int(),
  updatedRows: z.int(),
  skippedRows: z.int().meta({ description: 'Passed over: they say nothing new, or the mode leaves them out.' }),
  errorRows: z.int(),
  mutedRows: z
    .int()
    .meta({ description: 'Of the new and updated: those on the suppression list. They are taken, and get no mail.' }),
  createdBy: z.object({ id: UserId, name: z.string() }).nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
});

const Target = z
  .string()
  .max(200)
  .meta({ description: 'A field of a contact, `custom.<name>`, or `ignore`.', examples: ['email', 'ignore'] });

const Settings = z.object({
  mapping: z.array(Target).max(200).meta({ description: 'Where each column goes, in the order of the file.' }),
  upsertKey: z.string().max(200).meta({ description: '`email`, or `custom.<name>`: by what contacts are told apart.' }),
  mode: z.enum(IMPORT_MODES),
  listId: ListId.nullable().meta({ description: 'The list that every contact of the file is added to.' }),
  tagIds: z.array(TagId).max(50).meta({ description: 'The tags that every contact of the file gets.' }),
  dateOrder: z.enum(DATE_ORDERS).meta({ description: 'What comes first in a date as 02/03/2026.' }),
  decimalMark: z.enum(DECIMAL_MARKS),
});

export const ImportDetail = ImportItem.extend(Settings.shape).extend({
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  targets: z
    .array(z.object({ target: z.string(), label: z.string(), isCustom: z.boolean(), isKey: z.boolean() }))
    .meta({ description: 'Where a column may go; `isKey`: contacts can be told apart by it.' }),
  problem: z.string().nullable().meta({ description: 'What is wrong with the mapping; null when a check can begin.' }),
});

export const createImport = oc
  .route({
    method: 'POST',
    path: '/imports',
    summary: 'Upload a CSV of contacts',
    description:
      'The file itself is the body: at most 100 MB, in UTF-8, UTF-16 or Windows-1252, with a header line. The delimiter is found out.',
    tags,
    inputStructure: 'detailed',
  })
  .meta({ role: 'rep', creates: true })
  .input(z.object({ query: z.object({ fileName: z.string().trim().min(1).max(200) }), body: CsvUpload }))
  .output(z.object({ importId: ImportId }));

export const listImports = oc
  .route({ method: 'GET', path: '/imports', summary: 'List imports, the newest first', tags })
  .input(PageInput)
  .output(pageOf(ImportItem));

export const getImport = oc
  .route({ method: 'GET', path: '/imports/{importId}', summary: 'One import: its columns, mapping and counts', tags })
  .input(one)
  .output(ImportDetail);

export const updateImport = oc
  .route({
    method: 'PATCH',
    path: '/imports/{importId}',
    summary: 'Change how an import reads its file; what a check had counted is then void',
    tags,
  })
  .meta({ role: 'rep' })
  .input(one.extend(Settings.partial().shape))
  .output(Done);

export const checkImport = oc
  .route({
    method: 'POST',
    path: '/imports/{importId}/check',
    summary: 'Count what an import would do, without writing anything',
    tags,
  })
  .meta({ role: 'rep' })
  .input(one)
  .output(Done);

export const runImport = oc
  .route({
    method: 'POST',
    path: '/imports/{importId}/run',
    summary: 'Take the file into contacts; a run that was stopped goes on where it stood',
    tags,
  })
  .meta({ role: 'rep' })
  .input(one)
  .output(Done);

export const cancelImport = oc
  .route({
    method: 'POST',
    path: '/imports/{importId}/cancel',
    summary: 'Stop a check or a run; what it has written stays',
    tags,
  })
  .meta({ role: 'rep' })
  .input(one)
  .output(Done);

export const deleteImport = oc
  .route({
    method: 'DELETE',
    path: '/imports/{importId}',
    summary: 'Delete an import with its file; the contacts stay',
    tags,
  })
  .meta({ role: 'rep' })
  .input(one)
  .output(Done);

export const ImportReject = z.object({
  row: z.int().meta({ description: 'The header is row 1; empty lines do not count.' }),
  code: z.string(),
  isSkip: z.boolean().meta({ description: 'Passed over as asked, and no mistake.' }),
  field: z.string().nullable(),
  reason: z.string(),
  values: z.array(z.string()),
});

export const listImportRejects = oc
  .route({
    method: 'GET',
    path: '/imports/{importId}/rejects',
    summary: 'List the rows that are not taken, each with the reason',
    tags,
  })
  .input(
    PageInput.extend({
      importId: ImportId,
      code: z.string().max(50).optional(),
      field: z.string().max(100).optional(),
    }),
  )
  .output(pageOf(ImportReject));

export const summarizeImportRejects = oc
  .route({
    method: 'GET',
    path: '/imports/{importId}/rejects/summary',
    summary: 'Count the rows that are not taken, by reason',
    tags,
  })
  .input(one)
  .output(
    z.object({
      items: z.array(
        z.object({
          code: z.string(),
          field: z.string().nullable(),
          isSkip: z.boolean(),
          rows: z.int(),
          example: z.string(),
        }),
      ),
    }),
  );

export const downloadImportRejects = oc
  .route({
    method: 'GET',
    path: '/imports/{importId}/rejects.csv',
    summary: 'Download the rows that are not taken as a CSV, each with the reason',
    tags,
    outputStructure: 'detailed',
  })
  .input(one)
  .output(CsvDownload);
