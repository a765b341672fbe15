import { notifications } from '@mantine/notifications';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OutboundEmailId } from '../../../../workflows/ids.ts';
import type { MailDecision } from '../../../../workflows/sending/uncertain.calc.ts';
import { client, type Outputs } from '../../lib/client.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { mails } from './ledger.ts';

type Listed = InfiniteData<Outputs['ledger']['listUncertain']>;

/** Decides mails: they leave the list at once, and come back where the decision makes no sense for them. */
export function useDecide(onDecided: () => void) {
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation(
    client.ledger.decideMails.mutationOptions({
      onMutate: async ({ outboundEmailIds }) => {
        await queries.cancelQueries({ queryKey: client.ledger.key() });
        const gone = new Set<string>(outboundEmailIds);
        queries.setQueriesData<Listed>(
          { queryKey: client.ledger.listUncertain.key({ type: 'infinite' }) },
          (listed) =>
            listed && {
              ...listed,
              pages: listed.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !gone.has(id)) })),
            },
        );
        onDecided();
      },
      onSuccess: ({ decided, passedOver }) => {
        if (decided > 0) notifications.show({ message: `${mails(decided)} decided.` });
        const [first] = passedOver;
        const others = passedOver.length > 1 ? ` The same holds for ${mails(passedOver.length - 1)} more.` : '';
        if (first) notifications.show({ color: 'orange', message: `${first.sentence}${others}`, autoClose: 12_000 });
      },
      onSettled: () => queries.invalidateQueries({ queryKey: client.ledger.key() }),
    }),
  );
  const decide = (outboundEmailIds: OutboundEmailId[], decision: MailDecision) => {
    const send = () => mutate({ outboundEmailIds, decision });
    if (decision !== 'again') return send();
    confirmThat({
      title: `Send ${mails(outboundEmailIds.length)} once more?`,
      text: 'Who did get the first one gets it twice.',
      label: 'Send again',
      onConfirm: send,
    });
  };
  return { decide, isPending };
}
