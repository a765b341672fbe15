import { Box, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { EnrollmentId, MessageId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { MailFrame } from '../../ui/mail-frame.tsx';
import { Waiting } from '../../ui/states.tsx';
import classes from './enrollment-page.module.css';

type MessageProps = { enrollmentId: EnrollmentId; messageId: MessageId };

function Message({ enrollmentId, messageId }: MessageProps) {
  const query = useQuery({
    ...client.enrollments.readMessage.queryOptions({ input: { enrollmentId, messageId } }),
    staleTime: Number.POSITIVE_INFINITY, // a mail that was sent does not change
  });
  const { data } = query;
  if (!data) return <Waiting query={query} rows={3} />;
  return (
    <Box className={classes.mail}>
      <MailFrame
        title={data.subject ?? 'The mail'}
        html={data.html}
        text={data.text ?? 'This mail has no text.'}
        h={data.html === null ? undefined : 280}
      />
    </Box>
  );
}

/** The beginning of a mail; opened, the whole of it. */
export function MessageReader({
  snippet,
  title,
  ...which
}: MessageProps & { snippet: string | null; title: string | null }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <UnstyledButton
        onClick={toggle}
        aria-expanded={isOpen}
        aria-label={`${isOpen ? 'Close' : 'Read'} "${title ?? 'the mail'}"`}
      >
        <Group gap={4} wrap="nowrap">
          <Chevron size={13} aria-hidden style={{ flex: 'none' }} />
          <Text size="sm" c="dimmed" truncate>
            {isOpen ? 'Close' : snippet || 'Read the mail'}
          </Text>
        </Group>
      </UnstyledButton>
      {isOpen && <Message {...which} />}
    </>
  );
}
