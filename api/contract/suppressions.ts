import { z } from 'zod';
import { CsvDownload, CsvUpload, Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { SuppressionId } from './ids.ts';

const tags = ['Suppressions'];
const Reason = z.enum(['unsubscribed', 'bounced', 'complained', 'manual']);
const Source = z.enum(['link', 'header', 'manual', 'bounce', 'complaint', 'import', 'reply']);

export const SuppressionItem = z.object({
  id: SuppressionId,
  address: z.string().meta({ description: 'An address, or a domain where `scope` is `domain`.' }),
  scope: z.enum(['workspace', 'domain', 'sequence', 'campaign']),
  reason: Reason,
  source: Source,
  note: z.string().nullable(),
  createdBy: z.string().nullable().meta({ description: 'The name of who added it, where that was a person.' }),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
});

const Which = z.object({
  search: z.string().trim().max(200).optional().meta({ description: 'A part of the address.' }),
  reason: Reason.optional(),
  source: Source.optional(),
});

/** What became of many addresses: how many are new, how many were there, and which cannot be read. */
const Added = z.object({
  added: z.int(),
  alreadyThere: z.int(),
  refused: z.array(z.object({ text: z.string(), reason: z.string() })).meta({ description: 'The first hundred.' }),
  refusedCount: z.int(),
});

export const listSuppressions = oc
  .route({
    method: 'GET',
    path: '/suppressions',
    summary: 'List the addresses and domains that get no mail, the newest first',
    tags,
  })
  .input(PageInput.extend(Which.shape))
  .output(pageOf(SuppressionItem));

export const addSuppressions = oc
  .route({
    method: 'POST',
    path: '/suppressions',
    summary: 'Suppress addresses or whole domains; who is in a sequence with one of them is stopped',
    tags,
  })
  .meta({ role: 'rep', creates: true })
  .input(
    z.object({
      text: z.string().min(1).max(1_000_000).meta({
        description: 'Addresses, or domains as `example.com`, with lines, commas, semicolons or blanks between.',
      }),
      reason: Reason.default('manual'),
      note: z.string().trim().max(500).optional(),
    }),
  )
  .output(Added);

export const importSuppressions = oc
  .route({
    method: 'POST',
    path: '/suppressions/import',
    summary: 'Suppress the addresses of a CSV',
    description:
      'The file itself is the body: at most 20 MB, with a header line. The column of the addresses is found by its name or its cells; a column `reason` and a column `note` are read where they are there.',
    tags,
    inputStructure: 'detailed',
  })
  .meta({ role: 'rep', creates: true })
  .input(z.object({ query: z.object({ reason: Reason.default('manual') }), body: CsvUpload }))
  .output(Added);

export const removeSuppression = oc
  .route({
    method: 'DELETE',
    path: '/suppressions/{suppressionId}',
    summary: 'Allow mail to an address or domain again; complaints need the role admin',
    tags,
  })
  .meta({ role: 'manager' })
  .input(z.object({ suppressionId: SuppressionId }))
  .output(Done);

export const exportSuppressions = oc
  .route({
    method: 'GET',
    path: '/suppressions.csv',
    summary: 'Download the suppression list as a CSV',
    tags,
    outputStructure: 'detailed',
  })
  .input(Which)
  .output(CsvDownload);
