/** A mail as a mail system or a person writes it, and what it means. */
export type Notice = { name: string; from: string; subject: string; head?: string; body: string; means: string };

/** The mail's bytes. */
export const rawOf = ({ from, subject, head, body }: Omit<Notice, 'name' | 'means'>): Buffer =>
  Buffer.from(
    [
      ...(head ? [head] : []),
      `From: ${from}`,
      'To: robin@acme.example',
      `Subject: ${subject}`,
      'Date: Thu, 29 Apr 2021 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      body,
    ].join('\n'),
  );

/** The mail that a notice returns. */
export const RETURNED = `

Received: from mx.example.org by mx.example.net; Thu, 29 Apr 2021 10:00:00 +0000
Message-ID: <orig@example.org>
From: robin@acme.example
To: ada@customer.example
Subject: Hello

Hello
`;
