import type { SendOptions } from '../../activities/clients/mail-provider.ts';

/** A handover by a provider that needs no draft, which nobody gives up. */
export const inOneStep: SendOptions = {
  signal: new AbortController().signal,
  draftId: null,
  keepDraft: async () => {},
};
