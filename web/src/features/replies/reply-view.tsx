import { ActionIcon, Anchor, Box, Button, Group, Paper, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Check, RotateCcw } from 'lucide-react';
import { idOf, type MessageId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { CorrectMenu } from './correct-menu.tsx';
import styles from './replies.module.css';
import { type Reply, writerOf } from './reply.ts';
import { ReplyEvidence } from './reply-evidence.tsx';
import { Chips } from './reply-list.tsx';
import { ReplyThread } from './reply-thread.tsx';
import { StandIn } from './stand-in.tsx';
import { useReplyActions } from './use-reply-actions.ts';

function Actions({ reply }: { reply: Reply }) {
  const { markDone } = useReplyActions();
  const mayAct = useMay('rep');
  if (!mayAct) return null;
  const isDone = reply.doneAt !== null;
  const isReply = reply.understoodAs === 'human' || reply.understoodAs === 'opt_out';
  return (
    <Group gap="xs">
      {isReply && (
        <Tooltip label="e">
          <Button
            variant={isDone ? 'default' : 'filled'}
            leftSection={isDone ? <RotateCcw size={14} aria-hidden /> : <Check size={14} aria-hidden />}
            onClick={() => markDone(reply)}
          >
            {isDone ? 'Not done' : 'Done'}
          </Button>
        </Tooltip>
      )}
      <CorrectMenu reply={reply} />
    </Group>
  );
}

/** Who wrote, about what, and where that leads. */
function Head({ reply, onBack }: { reply: Reply; onBack: () => void }) {
  const { subject, from, contact, sequence, mailbox, receivedAt, detail } = reply;
  return (
    <Stack gap={6} px="md" pt="md" pb="sm">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <ActionIcon variant="subtle" color="gray" hiddenFrom="md" aria-label="Back to the list" onClick={onBack}>
          <ArrowLeft size={16} aria-hidden />
        </ActionIcon>
        <Title order={2} style={{ flex: 1, overflowWrap: 'anywhere' }}>
          {subject || 'No subject'}
        </Title>
        <When at={receivedAt} size="xs" c="dimmed" />
      </Group>
      <Group gap="sm">
        {contact ? (
          <Anchor component={Link} to={`/contacts/${contact.id}`} size="sm">
            {contact.name}
          </Anchor>
        ) : (
          <Text size="sm">{writerOf(reply)}</Text>
        )}
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {from.address} to {mailbox.email}
        </Text>
        {sequence && (
          <Anchor component={Link} to={`/enrollments/${sequence.enrollmentId}`} size="xs">
            {sequence.name}
          </Anchor>
        )}
      </Group>
      <Group justify="space-between" gap="xs">
        <Group gap={6}>
          <Chips reply={reply} />
          {detail && <Text size="xs">{detail}</Text>}
        </Group>
        <Actions reply={reply} />
      </Group>
    </Stack>
  );
}

/** One mail that came in: the conversation, why it is taken for what it is, and what one can do about it. */
export function ReplyView({ messageId, onBack }: { messageId: string; onBack: () => void }) {
  const query = useQuery(client.replies.getReply.queryOptions({ input: { messageId: idOf<MessageId>(messageId) } }));
  const { data: reply } = query;
  return (
    <Paper className={styles.reply} component="section" aria-label="The mail">
      {reply ? (
        <>
          <Head reply={reply} onBack={onBack} />
          {reply.standIn && <StandIn standIn={reply.standIn} />}
          <ReplyEvidence reply={reply} />
          <ReplyThread key={reply.id} reply={reply} />
        </>
      ) : (
        <Box p="md">
          <Waiting query={query} />
        </Box>
      )}
    </Paper>
  );
}
