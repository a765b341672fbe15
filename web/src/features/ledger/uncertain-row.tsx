import { Anchor, Button, Checkbox, Group, Stack, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MailDecision } from '../../../../workflows/sending/uncertain.calc.ts';
import { When } from '../../ui/when.tsx';
import { DECISIONS, type UncertainMail } from './ledger.ts';

type RowProps = {
  mail: UncertainMail;
  isChosen: boolean;
  onChoose: () => void;
  /** Null for who may only look. */
  onDecide: ((decision: MailDecision) => void) | null;
};

/** Whose mail it is, and from where it was sent. */
function Route({ mail: { contact, toAddress, mailbox, sequence, enrollmentId } }: { mail: UncertainMail }) {
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {contact ? (
        <Anchor component={Link} to="/contacts/$contactId" params={{ contactId: contact.id } as never} size="xs">
          {contact.name}
        </Anchor>
      ) : (
        toAddress
      )}
      {` from ${mailbox.email}`}
      {sequence && ' · '}
      {sequence && enrollmentId && (
        <Anchor
          component={Link}
          to="/enrollments/$enrollmentId"
          params={{ enrollmentId } as never}
          size="xs"
          c="dimmed"
          aria-label={`How ${contact?.name ?? toAddress} stands in ${sequence.name}`}
        >
          {sequence.name}
        </Anchor>
      )}
    </Text>
  );
}

/** A mail of unknown outcome: what happened, and the three ways out. */
export function UncertainRow({ mail, isChosen, onChoose, onDecide }: RowProps) {
  const { contact, toAddress, subject, sentence, asks, handedOverAt, mayBeSentAgain } = mail;
  const name = contact?.name ?? toAddress;
  const offered = DECISIONS.filter(({ decision }) => decision !== 'again' || mayBeSentAgain);
  return (
    <Group component="li" align="flex-start" wrap="nowrap" gap="sm" px="md" py="sm" className="row-link">
      {onDecide && (
        <Checkbox size="xs" mt={3} aria-label={`Choose the mail to ${name}`} checked={isChosen} onChange={onChoose} />
      )}
      <Stack gap={4} style={{ minWidth: 0, flex: 1 }}>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" fw={500} truncate>
            {subject || 'Without a subject'}
          </Text>
          <When at={handedOverAt} size="xs" c="dimmed" />
        </Group>
        <Route mail={mail} />
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {sentence}
          {asks > 0 && ` Its mailbox was asked ${asks === 1 ? 'once' : `${asks} times`} since, and does not know.`}
        </Text>
        {onDecide && (
          <Group gap="xs" mt={2} role="group" aria-label={`Decide the mail to ${name}`}>
            {offered.map(({ decision, label, hint }) => (
              <Tooltip key={decision} label={hint}>
                <Button variant="default" onClick={() => onDecide(decision)}>
                  {label}
                </Button>
              </Tooltip>
            ))}
          </Group>
        )}
      </Stack>
    </Group>
  );
}
