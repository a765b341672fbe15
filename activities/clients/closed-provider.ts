import type { ConnectionTrouble, MailProvider } from './mail-provider.ts';

/** A mailbox of a provider that this installation is not known to: it says so wherever it is asked, and its mails wait. */
export function closedProvider(sentence: string): MailProvider {
  const trouble: ConnectionTrouble = { isUsable: false, code: 'auth', sentence };
  const refuse = () => Promise.reject(new Error(sentence));
  return {
    send: async () => ({ kind: 'refused', fault: 'sender', isPermanent: true, code: 'auth', answer: sentence }),
    fileSent: async () => {},
    findSent: refuse, // asked again when it is set up
    fetchSince: refuse,
    awaitMail: async () => {},
    reportOf: () => trouble,
    check: async () => trouble,
    close: async () => {},
  };
}
