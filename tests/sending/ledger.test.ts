import { expect, test } from 'vitest';
import { claimMail, openMail } from '../../activities/sending/ledger.ts';
import { withDatabase } from '../helpers/database.ts';
import { make } from '../helpers/make.ts';

test('a mail whose links changed between two tries leads to where the one that left says', () =>
  withDatabase(async (database) => {
    const place = await make.workspace(database);
    const { workspaceId } = place;
    const links = await database.db.withWorkspace(workspaceId, async (tx) => {
      const mailboxId = await make.mailbox(tx, place);
      const toAddress = 'ada@customer.example';
      const row = await openMail(tx, {
        workspaceId,
        mailboxId,
        toAddress,
        key: 'once',
        kind: 'sequence',
        dueAt: new Date(),
      });
      const mail = {
        messageId: '<once@acme.example>',
        from: { address: 'robin@acme.example' },
        to: { address: toAddress },
        subject: 'Quick question',
        text: 'Hi.',
        references: [],
        sentAt: 0,
      };
      const claim = (urls: string[]) => claimMail(tx, row, { mail, links: urls, variantId: null, now: 0 });
      await claim(['https://acme.example/old', 'https://acme.example/same']);
      await claim(['https://acme.example/new', 'https://acme.example/same']);
      return tx.trackedLink.findMany({ orderBy: { position: 'asc' }, select: { url: true } });
    });
    expect(links).toEqual([{ url: 'https://acme.example/new' }, { url: 'https://acme.example/same' }]);
  }));
