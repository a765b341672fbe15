import { Alert, Anchor, Box, Button, Divider, Group, Paper, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Send, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ContactId, SequenceId } from '../../../../workflows/ids.ts';
import { client, type Outputs } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { MailFrame } from '../../ui/mail-frame.tsx';
import { ContactSelect } from './contact-select.tsx';
import { type Draft, type DraftVariant, NEW_STEP } from './use-step-drafts.ts';
import { useTestMail } from './use-test-mail.ts';

type MailPreviewProps = {
  sequenceId: SequenceId;
  step: Draft;
  variant: DraftVariant;
  isReply: boolean;
  isSaved: boolean;
};
type Preview = Outputs['sequences']['previewMail'];

const SETTLE_MS = 300;

function HeaderLine({ name, value }: { name: string; value: string }) {
  return (
    <Group gap="xs" wrap="nowrap" align="baseline">
      <Text size="xs" c="dimmed" w={48} style={{ flex: 'none' }}>
        {name}
      </Text>
      <Text size="sm" fw={name === 'Subject' ? 600 : undefined} style={{ overflowWrap: 'anywhere' }}>
        {value || '(empty)'}
      </Text>
    </Group>
  );
}

/** Says that this mail would be held, and for want of what. */
function Missing({ missing, contactId }: { missing: string[]; contactId: ContactId | null }) {
  const { data } = useQuery({ ...client.sequences.listVariables.queryOptions(), staleTime: 60_000 });
  const unknown = missing.filter((name) => data && data.variables.every((variable) => variable.name !== name));
  const empty = missing.filter((name) => !unknown.includes(name));
  return (
    <Alert color="orange" variant="light" radius={0} icon={<TriangleAlert size={16} aria-hidden />}>
      <Stack gap={4} fz="sm">
        {unknown.length > 0 && <span>There is no variable called {unknown.join(', ')}.</span>}
        {empty.length > 0 && (
          <span>
            {empty.join(', ')} {empty.length === 1 ? 'has' : 'have'} no value, so this mail would be held. Give a
            fallback, as {'{{ … | default: "there" }}'}
            {contactId && (
              <>
                , or{' '}
                <Anchor component={Link} to={`/contacts/${contactId}`} size="sm">
                  mend the contact
                </Anchor>
              </>
            )}
            .
          </span>
        )}
      </Stack>
    </Alert>
  );
}

function Shown({ preview, contactId }: { preview: Preview; contactId: ContactId | null }) {
  if (preview.kind === 'invalid')
    return (
      <Alert color="red" variant="light" radius={0} role="alert">
        {preview.sentence}
      </Alert>
    );
  const { from, to, subject, html, text, missing } = preview;
  return (
    <>
      {missing.length > 0 && <Missing missing={missing} contactId={contactId} />}
      <Stack gap={2} px="md" py="sm">
        <HeaderLine name="From" value={from} />
        <HeaderLine name="To" value={to} />
        <HeaderLine name="Subject" value={subject} />
      </Stack>
      <Divider />
      <MailFrame title="The mail as it would leave" html={html} text={text} h={380} />
    </>
  );
}

/** The mail as it would leave for a contact, while it is written; and a test of it to oneself. */
export function MailPreview({ sequenceId, step, variant, isReply, isSaved }: MailPreviewProps) {
  const [contactId, setContactId] = useState<ContactId | null>(null);
  const mayEdit = useMay('rep');
  const { send, isSending } = useTestMail();
  const { subject, body } = variant;
  const [words] = useDebouncedValue({ subject, body, format: step.format, isReply }, SETTLE_MS);
  const stepId = step.id === NEW_STEP ? undefined : step.id;
  const { data, error } = useQuery({
    ...client.sequences.previewMail.queryOptions({
      input: { sequenceId, stepId, contactId: contactId ?? undefined, ...words },
    }),
    placeholderData: keepPreviousData,
  });
  const variantId = variant.id;
  return (
    <Paper component="section" aria-label="Preview" style={{ overflow: 'hidden' }}>
      <Group justify="space-between" px="md" py={7} gap="xs" wrap="nowrap">
        <ContactSelect
          contactId={contactId}
          onPick={setContactId}
          aria-label="Preview as"
          placeholder="Preview as the newest contact"
          style={{ flex: 1, maxWidth: 280 }}
        />
        {mayEdit && (
          <Tooltip
            label={isSaved ? 'Sends this wording to your own address' : 'Save first: a test sends what is saved'}
          >
            <Button
              variant="default"
              leftSection={<Send size={13} aria-hidden />}
              loading={isSending}
              disabled={!isSaved || !variantId || !stepId}
              onClick={() =>
                stepId && variantId && send({ sequenceId, stepId, variantId, contactId: contactId ?? undefined })
              }
            >
              Test
            </Button>
          </Tooltip>
        )}
      </Group>
      <Divider />
      {error && (
        <Alert color="red" variant="light" radius={0} role="alert">
          {error.message}
        </Alert>
      )}
      {data ? (
        <Shown preview={data} contactId={contactId} />
      ) : (
        <Box p="md">
          <Skeleton height={320} />
        </Box>
      )}
    </Paper>
  );
}
