import { Page } from '../../ui/page.tsx';

export function MailboxesPage() {
  return <Page title="Mailboxes">{null}</Page>;
}
