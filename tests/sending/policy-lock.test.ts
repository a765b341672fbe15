import pg from 'pg';
import { expect, test } from 'vitest';
import { type Leave, type Leaving, mayLeave } from '../../activities/sending/policy.ts';
import type { Tx } from '../../prisma/db.ts';
import { companyKeyOf } from '../../workflows/sending/company.calc.ts';
import type { SendingPolicy } from '../../workflows/sending/policy.calc.ts';
import { type TestDatabase, withDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/engine.ts';
import { make, type Place } from '../helpers/make.ts';

type Pair = { database: TestDatabase; place: Place; policy: Partial<SendingPolicy> };
type Sent = { mailboxId: string; contactId: string };

/** A mail that waits in the ledger, and what is asked about it when its instant has come. */
async function mailOf(tx: Tx, { place, policy }: Pair, { mailboxId, contactId }: Sent): Promise<Leaving> {
  const { workspaceId } = place;
  const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } });
  const row = await tx.outboundEmail.create({
    data: {
      ...{ workspaceId, mailboxId, contactId, kind: 'sequence', key: `${mailboxId}/${contactId}` },
      ...{ state: 'reserved', toAddress: contact.email ?? '', dueAt: new Date(), companyKey: companyKeyOf(contact) },
    },
  });
  const mailbox = await tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } });
  return { row, mailbox, contact, workspace: { sendingPolicy: policy }, now: Date.now() };
}

/** Asks for both in one instant: the first one is claimed while the second one is held up by it. */
async function askTogether({ database, place }: Pair, { first, second }: { first: Leaving; second: Leaving }) {
  const run = <T>(work: (tx: Tx) => Promise<T>) => database.db.withWorkspace(place.workspaceId, work);
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  const heldUp = async () => {
    const { rows } = await owner.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    return rows.length > 0;
  };
  const later: { answer?: Promise<Leave> } = {};
  const ofFirst = await run(async (tx) => {
    const leave = await mayLeave(tx, first);
    await tx.outboundEmail.update({
      where: { id: first.row.id },
      data: { state: 'sending', handedOverAt: new Date() },
    });
    later.answer = run((other) => mayLeave(other, second));
    await eventually(heldUp, 10_000);
    return leave;
  });
  await owner.end();
  return [ofFirst, await later.answer];
}

const withPair = (policy: Partial<SendingPolicy>, work: (pair: Pair) => Promise<void>) =>
  withDatabase(async (database) => work({ database, policy, place: await make.workspace(database) }));

test('of two mailboxes that write to one person in one instant, the second waits for the first and sees its mail', () =>
  withPair({ hoursBetween: 24 }, async (pair) => {
    const { database, place } = pair;
    const mails = await database.db.withWorkspace(place.workspaceId, async (tx) => {
      const contactId = await make.contact(tx, place);
      return {
        first: await mailOf(tx, pair, { contactId, mailboxId: await make.mailbox(tx, place) }),
        second: await mailOf(tx, pair, { contactId, mailboxId: await make.mailbox(tx, place) }),
      };
    });
    expect(await askTogether(pair, mails)).toMatchObject([{ kind: 'go' }, { kind: 'wait' }]);
  }));

test('of two members who write to two people of one company in one instant, the second is kept back', () =>
  withPair({ companyDays: 14 }, async (pair) => {
    const { database, place } = pair;
    const { id: userId } = await database.system.user.create({ data: { email: 'cy@acme.example', name: 'Cy' } });
    const mails = await database.db.withWorkspace(place.workspaceId, async (tx) => ({
      first: await mailOf(tx, pair, {
        contactId: await make.contact(tx, place),
        mailboxId: await make.mailbox(tx, place),
      }),
      second: await mailOf(tx, pair, {
        contactId: await make.contact(tx, place),
        mailboxId: await make.mailbox(tx, place, { userId }),
      }),
    }));
    expect(await askTogether(pair, mails)).toMatchObject([{ kind: 'go' }, { kind: 'wait' }]);
  }));
