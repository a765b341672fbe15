import { ActionIcon, Anchor, Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { idOf, type SandboxMessageId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { MailBody } from './mail-body.tsx';
import { PlayBar } from './play-bar.tsx';
import { Played } from './played.tsx';
import styles from './sandbox.module.css';
import type { SandboxMail } from './sandbox.ts';
import { usePlay } from './use-play.ts';

const named = (name: string | null, address: string | undefined) =>
  (name && address && name !== address ? `${name} <${address}>` : name || address) || 'A mail server';

function Head({ mail, onBack }: { mail: SandboxMail; onBack: () => void }) {
  const { subject, from, fromName, to, toName, at, contactId, enrollmentId, mailboxId, mailboxEmail } = mail;
  return (
    <Stack gap={4} px="md" pt="md" pb="sm">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <ActionIcon variant="subtle" color="gray" hiddenFrom="md" aria-label="Back to the list" onClick={onBack}>
          <ArrowLeft size={16} aria-hidden />
        </ActionIcon>
        <Title order={2} style={{ flex: 1, overflowWrap: 'anywhere' }}>
          {subject || 'No subject'}
        </Title>
        <When at={at} size="xs" c="dimmed" />
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        From {named(fromName, from ?? undefined)} to {named(toName, to.join(', '))}
      </Text>
      <Group gap="sm">
        {contactId && (
          <Anchor component={Link} to={`/contacts/${contactId}`} size="xs">
            Contact
          </Anchor>
        )}
        {enrollmentId && (
          <Anchor component={Link} to={`/enrollments/${enrollmentId}`} size="xs">
            Enrollment
          </Anchor>
        )}
        <Anchor component={Link} to={`/mailboxes/${mailboxId}`} size="xs">
          {mailboxEmail}
        </Anchor>
      </Group>
    </Stack>
  );
}

function Opened({ mail, onBack }: { mail: SandboxMail; onBack: () => void }) {
  const mayPlay = useMay('rep') && mail.folder === 'sent';
  const play = usePlay(mail);
  return (
    <>
      <Head mail={mail} onBack={onBack} />
      {mayPlay && <PlayBar mail={mail} play={play} />}
      <Played mail={mail} />
      <MailBody mail={mail} onLink={(link) => mayPlay && play.play({ act: 'click', link })} />
    </>
  );
}

/** One mail as its recipient has it open. */
export function MailView({ messageId, onBack }: { messageId: string; onBack: () => void }) {
  const query = useQuery(
    client.sandbox.getSandboxMessage.queryOptions({ input: { messageId: idOf<SandboxMessageId>(messageId) } }),
  );
  return (
    <Paper className={styles.mail} component="article" aria-label="Mail">
      {query.data ? (
        <Opened key={query.data.id} mail={query.data} onBack={onBack} />
      ) : (
        <Box p="md">
          <Waiting query={query} />
        </Box>
      )}
    </Paper>
  );
}
