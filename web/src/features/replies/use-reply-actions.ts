import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { UNDERSTANDING_WORDS, type Understanding } from '../../../../workflows/replies/correction.calc.ts';
import { client, rpc } from '../../lib/client.ts';
import { showUndo } from '../../ui/undo.tsx';
import { type Reply, type ReplyItem, writerOf } from './reply.ts';

type Page = { items: ReplyItem[]; nextCursor: string | null };

/** Shows a change of a reply at once, wherever the reply stands. Returns how to take that back. */
function usePatch() {
  const queries = useQueryClient();
  return (id: string, looks: Partial<ReplyItem>): (() => void) => {
    const lists = queries.getQueriesData<InfiniteData<Page>>({
      queryKey: client.replies.listReplies.key({ type: 'infinite' }),
    });
    const opened = queries.getQueriesData<Reply>({ queryKey: client.replies.getReply.key({ type: 'query' }) });
    const patched = (item: ReplyItem) => (item.id === id ? { ...item, ...looks } : item);
    for (const [key, data] of lists)
      queries.setQueryData(
        key,
        data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patched) })) },
      );
    for (const [key, data] of opened) if (data?.id === id) queries.setQueryData(key, { ...data, ...looks });
    return () => {
      for (const [key, data] of [...lists, ...opened]) queries.setQueryData(key, data);
    };
  };
}

/** Marks replies as done and corrects what they are, at once on the page. */
export function useReplyActions() {
  const queries = useQueryClient();
  const patch = usePatch();
  const refresh = () => void queries.invalidateQueries({ queryKey: client.replies.key() });
  const mark = useMutation({
    mutationFn: ({ reply, isDone }: { reply: ReplyItem; isDone: boolean }) =>
      rpc.replies.markReply({ messageId: reply.id, isDone }),
    onMutate: ({ reply, isDone }) => ({ takeBack: patch(reply.id, { doneAt: isDone ? Date.now() : null }) }),
    onError: (_error, _asked, context) => context?.takeBack(),
    onSuccess: refresh,
  });
  const correct = useMutation({
    mutationFn: ({ reply, kind }: { reply: ReplyItem; kind: Understanding }) =>
      rpc.replies.correctReply({ messageId: reply.id, kind }),
    onMutate: ({ reply, kind }) => ({ takeBack: patch(reply.id, { correctingTo: kind }) }),
    onError: (_error, _asked, context) => context?.takeBack(),
    onSuccess: (_answer, { reply, kind }) => {
      refresh();
      const was = reply.understoodAs;
      const sentence = `It is "${UNDERSTANDING_WORDS[kind]}" now; what had followed is taken back.`;
      if (was !== kind)
        showUndo(sentence, () => correct.mutate({ reply: { ...reply, understoodAs: kind }, kind: was }));
    },
  });
  const markDone = (reply: ReplyItem) => {
    const isDone = reply.doneAt === null;
    mark.mutate({ reply, isDone });
    if (isDone) showUndo(`The reply of ${writerOf(reply)} is done.`, () => mark.mutate({ reply, isDone: false }));
  };
  return { markDone, correct: (reply: ReplyItem, kind: Understanding) => correct.mutate({ reply, kind }) };
}
