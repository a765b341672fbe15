/** What a draft is found by: itself, and the conversation in which it lies. */
export type DraftName = { draftId: string; threadId: string };

/** A draft's name as the ledger keeps it. An empty one says that there is no draft any more. */
export const draftName = {
  write: ({ draftId, threadId }: DraftName) => `${draftId}/${threadId}`,
  read(kept: string | null): DraftName | null {
    const [draftId, threadId] = kept?.split('/') ?? [];
    return draftId && threadId ? { draftId, threadId } : null;
  },
};
