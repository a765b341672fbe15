import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Ellipsis, FlaskConical, PlugZap, Star, Trash2, Unplug } from 'lucide-react';
import { confirmThat } from '../../ui/confirm.tsx';
import { type Mailbox, mails } from './mailbox.ts';
import { ReconnectDialog } from './reconnect-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';
import { useMailboxActions } from './use-mailbox-actions.ts';

type MoreMenuProps = { mailbox: Mailbox; onDisconnect: () => void; onPrimary: () => void; onRemove: () => void };

function MoreMenu({ mailbox, onDisconnect, onPrimary, onRemove }: MoreMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={`More actions for ${mailbox.email}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mailbox.provider === 'sandbox' && (
          <Menu.Item
            component={Link}
            to={`/sandbox?mailbox=${mailbox.id}` as never}
            leftSection={<FlaskConical size={14} aria-hidden />}
          >
            Open in the sandbox
          </Menu.Item>
        )}
        <Menu.Item disabled={mailbox.isPrimary} leftSection={<Star size={14} aria-hidden />} onClick={onPrimary}>
          {mailbox.isPrimary ? 'Is primary' : 'Make primary'}
        </Menu.Item>
        {mailbox.health.state !== 'disconnected' && (
          <Menu.Item leftSection={<Unplug size={14} aria-hidden />} onClick={onDisconnect}>
            Disconnect
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={onRemove}>
          Remove…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const FORGOTTEN: Record<Mailbox['provider'], string> = {
  sandbox: 'Its sandbox is',
  smtp: 'Its passwords are',
  gmail: 'What Google allowed is',
  outlook: 'What Microsoft allowed is',
};

/** What its owner and managers can do with a mailbox. */
export function MailboxActions({ mailbox }: { mailbox: Mailbox }) {
  const { setActive, makePrimary, disconnect, connectAgain, isReconnecting } = useMailboxActions(mailbox);
  const [isReconnectOpen, reconnecting] = useDisclosure(false);
  const [isTesting, testing] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  if (!mailbox.mayManage) return null;
  const isDisconnected = mailbox.health.state === 'disconnected';
  const askDisconnect = () => {
    if (mailbox.provider === 'sandbox') return disconnect();
    confirmThat({
      title: `Disconnect ${mailbox.email}?`,
      text: `${FORGOTTEN[mailbox.provider]} forgotten. What waits in it (${mails(mailbox.waiting)}) keeps waiting, and answers are not seen until you connect it again.`,
      label: 'Disconnect',
      onConfirm: disconnect,
    });
  };
  return (
    <>
      {isDisconnected ? (
        <Button loading={isReconnecting} onClick={mailbox.provider === 'sandbox' ? connectAgain : reconnecting.open}>
          Connect again
        </Button>
      ) : (
        <>
          <Switch
            label="Sends mail"
            checked={mailbox.isActive}
            onChange={({ currentTarget }) => setActive(currentTarget.checked)}
          />
          <Button variant="default" leftSection={<PlugZap size={14} aria-hidden />} onClick={testing.open}>
            Test connection
          </Button>
        </>
      )}
      <MoreMenu mailbox={mailbox} onDisconnect={askDisconnect} onPrimary={makePrimary} onRemove={removing.open} />
      {isReconnectOpen && <ReconnectDialog mailbox={mailbox} onClose={reconnecting.close} />}
      {isTesting && <TestDialog mailbox={mailbox} onClose={testing.close} />}
      {isRemoving && <RemoveDialog mailbox={mailbox} onClose={removing.close} />}
    </>
  );
}
