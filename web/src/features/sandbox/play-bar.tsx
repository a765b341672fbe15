import { Alert, Anchor, Button, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { FormProblem } from '../../ui/form-problem.tsx';
import { AwayForm, ReplyForm } from './play-forms.tsx';
import { ACTS, type Act, type SandboxMail } from './sandbox.ts';
import type { Play } from './use-play.ts';

type Writing = 'reply' | 'out-of-office' | null;
type ActButtonProps = {
  act: Act;
  play: Play;
  suffix?: string;
  isDisabled?: boolean;
  hint?: string;
  onClick?: () => void;
};

function ActButton({ act, play, suffix = '', isDisabled = false, hint, onClick }: ActButtonProps) {
  const { label, icon: Icon } = ACTS[act];
  return (
    <Button
      variant="default"
      leftSection={<Icon size={14} aria-hidden />}
      loading={play.playing === act}
      disabled={isDisabled}
      title={hint}
      onClick={onClick ?? (() => play.play({ act }))}
    >
      {label}
      {suffix}
    </Button>
  );
}

function ClickButton({ mail: { links, countsClicks }, play }: { mail: SandboxMail; play: Play }) {
  const hint =
    links.length === 0 ? 'This mail has no link' : countsClicks ? undefined : 'This mail does not count clicks';
  if (links.length < 2) return <ActButton act="click" play={play} isDisabled={links.length === 0} hint={hint} />;
  const Icon = ACTS.click.icon;
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Icon size={14} aria-hidden />}
          rightSection={<ChevronDown size={13} aria-hidden />}
          loading={play.playing === 'click'}
          title={hint}
        >
          Click a link
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {[...links.entries()].map(([link, { label, url }]) => (
          <Menu.Item key={link} onClick={() => play.play({ act: 'click', link })}>
            <Text size="sm" truncate>
              {label}
            </Text>
            {label !== url && (
              <Text size="xs" c="dimmed" truncate>
                {url}
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What came of the last play. */
function Outcome({ play: { outcome, error } }: { play: Play }) {
  if (error) return <FormProblem error={error} fields={['text', 'until']} />;
  if (!outcome) return null;
  return (
    <Alert color="teal" variant="light" p="xs" role="status">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {outcome.sentence}{' '}
        {outcome.url && (
          <Anchor href={outcome.url} target="_blank" rel="noreferrer" size="sm">
            Go there
          </Anchor>
        )}
      </Text>
    </Alert>
  );
}

/** Everything that the recipient of a mail might do, to be done from here. */
export function PlayBar({ mail, play }: { mail: SandboxMail; play: Play }) {
  const [writing, setWriting] = useState<Writing>(null);
  const write = (what: Writing) => {
    play.reset();
    setWriting(what);
  };
  useHotkeys([
    ['o', () => play.play({ act: 'open' })],
    ['r', () => write('reply')],
  ]);
  const done = () => setWriting(null);
  return (
    <Stack gap="sm" p="md" component="section" aria-label="Play the recipient" bg="var(--app-sidebar)">
      <Title order={3}>Play the recipient</Title>
      <Group gap="xs">
        <ActButton
          act="open"
          play={play}
          hint={mail.countsOpens ? 'Loads its pictures (o)' : 'This mail does not count opens (o)'}
        />
        <ClickButton mail={mail} play={play} />
        <ActButton act="reply" play={play} suffix="…" hint="Write back (r)" onClick={() => write('reply')} />
        <ActButton act="out-of-office" play={play} suffix="…" onClick={() => write('out-of-office')} />
        <ActButton act="hard-bounce" play={play} hint="The address does not exist" />
        <ActButton act="soft-bounce" play={play} hint="The mailbox is full" />
        <ActButton act="complain" play={play} hint="Marks it as spam" />
        <ActButton
          act="unsubscribe"
          play={play}
          isDisabled={!mail.mayUnsubscribe}
          hint={mail.mayUnsubscribe ? 'Presses the button of the mail program' : 'This mail has no way to unsubscribe'}
        />
      </Group>
      {writing === 'reply' && <ReplyForm play={play} onDone={done} />}
      {writing === 'out-of-office' && <AwayForm play={play} onDone={done} />}
      <Outcome play={play} />
    </Stack>
  );
}
