import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { mayRemove, roleToRemove } from '../../../../workflows/suppressions/rules.ts';
import { client } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { showUndo } from '../../ui/undo.tsx';
import type { Reason, Suppression } from './suppression.ts';

/** What it means to write to somebody again who is on the list for this reason. */
const WARNINGS: Record<Exclude<Reason, 'manual'>, string> = {
  unsubscribed:
    'They asked for no more mail. Writing to them again without their word is against the law in many places.',
  bounced: 'Their server said that the address does not exist. Another bounce harms the name of your mailboxes.',
  complained: 'They reported your mail as spam. Another complaint can cost you your mailboxes.',
};

/** Takes an entry off the list. What a person put there comes back by "Undo"; what somebody else asked for is asked about first. */
export function RemoveButton({ row }: { row: Suppression }) {
  const role = useMe()?.workspace?.role ?? 'viewer';
  const add = useMutation(client.suppressions.addSuppressions.mutationOptions());
  const { id: suppressionId, address, reason, note } = row;
  const needed = roleToRemove(reason);
  const isAllowed = mayRemove(role, reason);
  const undo = () => add.mutate({ text: address, reason, note: note ?? undefined });
  const remove = useMutation(
    client.suppressions.removeSuppression.mutationOptions({
      onSuccess: () => {
        const message = `${address} may get mail again.`;
        if (reason === 'manual') showUndo(message, undo);
        else notifications.show({ message });
      },
    }),
  );
  const take = () => remove.mutate({ suppressionId });
  const ask = () => {
    if (reason === 'manual') return take();
    modals.openConfirmModal({
      title: `Allow mail to ${address} again?`,
      children: <Text size="sm">{WARNINGS[reason]} The removal is kept in the audit log.</Text>,
      labels: { confirm: 'Allow mail again', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: take,
    });
  };
  return (
    <Tooltip label={isAllowed ? 'Take off the list' : `Needs the role ${needed}; you are ${role}`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Take ${address} off the list`}
        data-disabled={!isAllowed || undefined}
        aria-disabled={!isAllowed}
        loading={remove.isPending}
        onClick={() => isAllowed && ask()}
      >
        <Trash2 size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
