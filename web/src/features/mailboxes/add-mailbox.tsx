import { Anchor, Modal, Stack } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import { ConnectAccount } from './connect-account.tsx';
import { ADD_KINDS, type AddKind } from './kinds.ts';
import { ProviderCards } from './provider-cards.tsx';
import { SandboxForm } from './sandbox-form.tsx';
import { SmtpForm } from './smtp-form.tsx';

/** What is shown while a mailbox is added: the choice, or what one kind asks for. */
export type Adding = AddKind | 'choose';

const isKind = (kind: Adding): kind is AddKind => kind in ADD_KINDS;

function Asked({ kind }: { kind: AddKind }) {
  if (kind === 'sandbox') return <SandboxForm />;
  if (kind === 'smtp') return <SmtpForm />;
  return <ConnectAccount provider={kind} />;
}

type AddMailboxProps = { adding: Adding; onAdding: (adding: Adding) => void; onClose: () => void };

/** Asks where a new mailbox is, then for what opens it. */
export function AddMailbox({ adding, onAdding, onClose }: AddMailboxProps) {
  if (!isKind(adding))
    return (
      <Modal opened onClose={onClose} title="Add mailbox" size={600}>
        <ProviderCards onChoose={onAdding} />
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={`Add mailbox: ${ADD_KINDS[adding].title}`} size={560}>
      <Stack gap="md">
        <Anchor component="button" type="button" size="xs" c="dimmed" ta="left" onClick={() => onAdding('choose')}>
          <ArrowLeft size={12} aria-hidden style={{ verticalAlign: '-2px' }} /> Another kind of mailbox
        </Anchor>
        <Asked key={adding} kind={adding} />
      </Stack>
    </Modal>
  );
}
