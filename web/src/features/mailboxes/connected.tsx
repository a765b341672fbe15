import { Alert } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { type Mailbox, mails } from './mailbox.ts';

/** Says that a mailbox has just been opened by its provider, and what goes on now. */
export function Connected({ mailbox: { id: mailboxId, email, waiting } }: { mailbox: Mailbox }) {
  const { connected } = useSearch({ strict: false }) as { connected?: unknown };
  const navigate = useNavigate();
  if (!connected) return null;
  const close = () => void navigate({ to: '/mailboxes/$mailboxId', params: { mailboxId }, replace: true });
  return (
    <Alert
      mb="md"
      color="teal"
      variant="light"
      role="status"
      icon={<CircleCheck size={18} aria-hidden />}
      title={`${email} is connected`}
      withCloseButton
      closeButtonLabel="Close"
      onClose={close}
    >
      {waiting > 0
        ? `What waited (${mails(waiting)}) goes on by itself.`
        : 'Choose its hours and its daily limit under Settings, then enroll people from it.'}
    </Alert>
  );
}
