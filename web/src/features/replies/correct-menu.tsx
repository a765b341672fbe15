import { Button, Menu } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';
import { UNDERSTANDING_WORDS, UNDERSTANDINGS } from '../../../../workflows/replies/correction.calc.ts';
import type { ReplyItem } from './reply.ts';
import { useReplyActions } from './use-reply-actions.ts';

const WHAT_FOLLOWS = {
  human: 'It counts as an answer; its sequence ends.',
  opt_out: 'The address gets no more mail.',
  auto_reply: 'Its sequence waits, and goes on.',
  hard_bounce: 'The address gets no more mail.',
  soft_bounce: 'Nothing follows; its sequence goes on.',
  complaint: 'The address gets no more mail.',
  delivered: 'Our mail counts as delivered.',
  unknown: 'Nothing follows.',
} as const;

/** Says what a mail really is. What had followed from the mistake is taken back. */
export function CorrectMenu({ reply }: { reply: ReplyItem }) {
  const { correct } = useReplyActions();
  const now = reply.correctingTo ?? reply.understoodAs;
  return (
    <Menu width={290}>
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<ChevronDown size={14} aria-hidden />}
          loading={reply.correctingTo !== null}
          aria-label={`It is taken for "${UNDERSTANDING_WORDS[now]}": correct that`}
        >
          {UNDERSTANDING_WORDS[now]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>It really is</Menu.Label>
        {UNDERSTANDINGS.map((kind) => (
          <Menu.Item
            key={kind}
            onClick={() => correct(reply, kind)}
            disabled={kind === now}
            rightSection={kind === now && <Check size={14} aria-hidden />}
          >
            {UNDERSTANDING_WORDS[kind]}
            <div style={{ fontSize: 12, opacity: 0.65 }}>{WHAT_FOLLOWS[kind]}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
