import { Box, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown, ChevronRight, Paperclip } from 'lucide-react';
import { MailFrame } from '../../ui/mail-frame.tsx';
import { When } from '../../ui/when.tsx';
import styles from './replies.module.css';
import type { Reply } from './reply.ts';

type ThreadMail = Reply['thread'][number];

function Whole({ mail }: { mail: ThreadMail }) {
  return (
    <Box className={styles.mail}>
      <MailFrame
        title={mail.subject ?? 'The mail'}
        html={mail.html}
        text={mail.text ?? 'This mail has no text.'}
        h={mail.html === null ? undefined : 320}
      />
    </Box>
  );
}

function Attachments({ attachments }: Pick<ThreadMail, 'attachments'>) {
  return attachments.map(({ id, filename, size }) => (
    <Group key={id} gap={4}>
      <Paperclip size={12} aria-hidden />
      <Text size="xs" c="dimmed">
        {filename ?? 'Without a name'} ({Math.max(1, Math.round(size / 1024))} KB)
      </Text>
    </Group>
  ));
}

/** One mail of the conversation: its new words, and on demand the whole of it. */
function Mail({ mail, isLatest }: { mail: ThreadMail; isLatest: boolean }) {
  const [isOpen, { toggle }] = useDisclosure(isLatest && !mail.newText);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <Stack
      gap={6}
      className={styles.section}
      component="article"
      aria-label={`Mail of ${mail.from ?? 'a mail server'}`}
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={600} truncate>
          {mail.isOurs ? `${mail.from ?? 'We'} (us)` : (mail.from ?? 'A mail server')}
        </Text>
        <When at={mail.at} size="xs" c="dimmed" />
      </Group>
      {mail.newText && !isOpen && <pre className={styles.words}>{mail.newText}</pre>}
      {!mail.newText && !isOpen && mail.text && (
        <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {mail.text.slice(0, 400)}
        </Text>
      )}
      {isOpen && <Whole mail={mail} />}
      <Attachments attachments={mail.attachments} />
      <UnstyledButton onClick={toggle} aria-expanded={isOpen}>
        <Group gap={4}>
          <Chevron size={13} aria-hidden />
          <Text size="xs" c="dimmed">
            {isOpen ? 'Less' : 'The whole mail'}
          </Text>
        </Group>
      </UnstyledButton>
    </Stack>
  );
}

/** The conversation, the newest first: what one answers stands on top. */
export function ReplyThread({ reply }: { reply: Reply }) {
  return reply.thread.toReversed().map((mail) => <Mail key={mail.id} mail={mail} isLatest={mail.id === reply.id} />);
}
