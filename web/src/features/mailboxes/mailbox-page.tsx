import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { idOf, type MailboxId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/states.tsx';
import { Connected } from './connected.tsx';
import { DaysLoad } from './days-load.tsx';
import { HealthCard } from './health-card.tsx';
import { type Mailbox, PROVIDERS } from './mailbox.ts';
import { MailboxActions } from './mailbox-actions.tsx';
import { MessagesList } from './messages-list.tsx';
import { SettingsForm } from './settings-form.tsx';

type Tab = 'load' | 'messages' | 'settings';

function Sections({ mailbox }: { mailbox: Mailbox }) {
  const { tab = 'load' } = useSearch({ strict: false }) as { tab?: Tab };
  const navigate = useNavigate();
  const params = { mailboxId: mailbox.id };
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(next) =>
        void navigate({ to: '/mailboxes/$mailboxId', params, search: { tab: next } as never, replace: true })
      }
    >
      <Tabs.List mb="md">
        <Tabs.Tab value="load">Next 14 days</Tabs.Tab>
        <Tabs.Tab value="messages">Messages</Tabs.Tab>
        <Tabs.Tab value="settings">Settings</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="load">
        <DaysLoad mailbox={mailbox} />
      </Tabs.Panel>
      <Tabs.Panel value="messages">
        <MessagesList mailbox={mailbox} />
      </Tabs.Panel>
      <Tabs.Panel value="settings" keepMounted>
        <SettingsForm key={mailbox.id} mailbox={mailbox} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** One mailbox: how it is and why, what it sends, what came in, and its limits. */
export function MailboxPage() {
  const { mailboxId } = useParams({ strict: false }) as { mailboxId: string };
  const query = useQuery(
    client.mailboxes.getMailbox.queryOptions({ input: { mailboxId: idOf<MailboxId>(mailboxId) } }),
  );
  const { data: mailbox } = query;
  if (!mailbox)
    return (
      <>
        <BackLink to="/mailboxes" label="Mailboxes" />
        <Page title="Mailbox">
          <Waiting query={query} rows={6} />
        </Page>
      </>
    );
  const names = [...new Set([mailbox.displayName, mailbox.ownerName])].filter(Boolean);
  return (
    <>
      <BackLink to="/mailboxes" label="Mailboxes" />
      <Page
        title={mailbox.email}
        subtitle={[...names, PROVIDERS[mailbox.provider], mailbox.isPrimary && 'Primary'].filter(Boolean).join(' · ')}
        actions={<MailboxActions mailbox={mailbox} />}
      >
        <Connected mailbox={mailbox} />
        <HealthCard mailbox={mailbox} />
        <Sections mailbox={mailbox} />
      </Page>
    </>
  );
}
