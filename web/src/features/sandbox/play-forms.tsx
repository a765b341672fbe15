import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { problemAt } from '../../ui/form-problem.tsx';
import type { Play } from './use-play.ts';

type PlayFormProps = { play: Play; onDone: () => void };

const WEEK_MS = 7 * 86_400_000;
const REPLY = 'Thank you for writing. This sounds interesting: how about Thursday?';

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function Ends({ label, play, onDone }: PlayFormProps & { label: string }) {
  return (
    <Group gap="xs">
      <Button type="submit" loading={play.playing !== null}>
        {label}
      </Button>
      <Button variant="default" onClick={onDone}>
        Cancel
      </Button>
    </Group>
  );
}

/** What the recipient writes back. */
export function ReplyForm({ play, onDone }: PlayFormProps) {
  const [text, setText] = useState(REPLY);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        play.play({ act: 'reply', text }, onDone);
      }}
    >
      <Stack gap="xs">
        <Textarea
          label="Reply as the recipient"
          autosize
          minRows={3}
          maxLength={10_000}
          data-autofocus
          autoFocus
          value={text}
          error={problemAt(play.error, 'text')}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
            if (key === 'Escape') onDone();
            if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
          }}
        />
        <Ends label="Send reply" play={play} onDone={onDone} />
      </Stack>
    </form>
  );
}

/** Until when the recipient is away. */
export function AwayForm({ play, onDone }: PlayFormProps) {
  const [until, setUntil] = useState(() => dayOf(Date.now() + WEEK_MS));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        play.play({ act: 'out-of-office', until: until || undefined }, onDone);
      }}
    >
      <Stack gap="xs">
        <TextInput
          type="date"
          label="Away until"
          description="The automatic reply names this day; the sequence goes on after it"
          maw={260}
          autoFocus
          value={until}
          error={problemAt(play.error, 'until')}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
        <Ends label="Send automatic reply" play={play} onDone={onDone} />
      </Stack>
    </form>
  );
}
