import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { idOf, type OutboundEmailId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';

const NONE = idOf<OutboundEmailId>('');
const LOOK_MS = 1_000;
const COLORS = { 'on-its-way': undefined, sent: 'teal', failed: 'red', uncertain: 'orange' };

/** Sends a mail to the person who asks, and says what became of it. */
export function useTestMail() {
  const [outboundEmailId, setId] = useState<OutboundEmailId | null>(null);
  const send = useMutation(
    client.sequences.sendTest.mutationOptions({
      onSuccess: (test) => {
        setId(test.outboundEmailId);
        notifications.show({
          id: test.outboundEmailId,
          loading: true,
          autoClose: false,
          message: `The test is on its way to ${test.toAddress}.`,
        });
      },
    }),
  );
  const { data } = useQuery({
    ...client.sequences.getTest.queryOptions({
      input: { outboundEmailId: outboundEmailId ?? NONE },
    }),
    enabled: outboundEmailId !== null,
    refetchInterval: (query) => (query.state.data && query.state.data.state !== 'on-its-way' ? false : LOOK_MS),
  });
  const isOnItsWay = outboundEmailId !== null && (!data || data.state === 'on-its-way');
  useEffect(() => {
    if (!outboundEmailId || !data || data.state === 'on-its-way') return;
    const { state, sentence } = data;
    notifications.update({
      id: outboundEmailId,
      loading: false,
      autoClose: 8_000,
      color: COLORS[state],
      message: sentence,
    });
  }, [outboundEmailId, data]);
  return { send: send.mutate, isSending: send.isPending || isOnItsWay };
}
