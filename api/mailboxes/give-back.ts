import type { Mailbox } from '../../prisma/generated/client.ts';
import { isAccountShared } from '../../prisma/shared-address.ts';
import type { ApiDeps } from '../http/context.ts';

/** Gives back at the provider what a person gave for a mailbox, unless another mailbox lives by it. Nobody waits for that: our own copy is gone already. */
export function giveBack({ mail, system, log }: ApiDeps, mailbox: Mailbox): void {
  const give = async () => {
    if (!(await isAccountShared(system, mailbox))) await mail.giveBack(mailbox);
  };
  void give().catch((error: unknown) =>
    log.warn({ err: error, mailboxId: mailbox.id }, 'a permission was not given back'),
  );
}
