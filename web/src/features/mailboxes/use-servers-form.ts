import { type UseFormReturnType, useForm } from '@mantine/form';
import type { z } from 'zod';
import { type MailServers, NewMailbox } from '../../../../api/contract/mailbox-settings.ts';
import { presetFor } from '../../../../workflows/mailboxes/server-presets.calc.ts';
import { problemAt } from '../../ui/form-problem.tsx';
import type { Mailbox } from './mailbox.ts';
import { problemsBy } from './problems-by.ts';

export type Servers = z.output<typeof MailServers>;
export type ServersValues = { provider: 'smtp'; email: string; servers: Servers };
export type ServersForm = UseFormReturnType<ServersValues>;

/** The two servers of an address, as they are or as they are guessed. */
function startingServers(email: string, known: Mailbox['servers']): Servers {
  const { smtp, imap } = presetFor(email);
  const secret = { user: email, password: '' };
  return { smtp: { ...secret, ...smtp, ...known?.smtp }, imap: { ...secret, ...imap, ...known?.imap } };
}

/** A form of an address and its servers. */
export function useServersForm({ email = '', servers = null }: { email?: string; servers?: Mailbox['servers'] } = {}) {
  return useForm<ServersValues>({
    initialValues: { provider: 'smtp', email, servers: startingServers(email, servers) },
    validate: problemsBy(NewMailbox),
  });
}

/** The fields of a form of servers, where a refusal may stand. */
export const SERVER_FIELDS = [
  'email',
  ...(['smtp', 'imap'] as const).flatMap((kind) =>
    ['host', 'port', 'security', 'user', 'password', 'caCertificate'].map((name) => `servers.${kind}.${name}`),
  ),
];

/** Shows a refusal at its field. A test names its fields without the "servers" that a mailbox has around them. */
export function showProblem(form: ServersForm, error: Error) {
  const found = SERVER_FIELDS.flatMap((field) => {
    const sentence = problemAt(error, field) ?? problemAt(error, field.replace('servers.', ''));
    return sentence ? [[field, sentence] as const] : [];
  });
  form.setErrors({ ...form.errors, ...Object.fromEntries(found) });
}
