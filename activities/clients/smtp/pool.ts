import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { ServerName } from './report.ts';

export type SmtpPoolOptions = {
  connection: Omit<SMTPConnectionOptions, 'host' | 'port'>;
  server: ServerName;
  login: { user: string; pass: string } | null;
  maxConnections: number;
};

export type SmtpEnvelope = { from: string; to: string[]; size: number };

/** A failed handover. `wasTaken` says that the server has all of the mail, so that its silence is not a no. */
export type SmtpError = Error & {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  wasTaken?: boolean;
  /** The one whom the mail is for was refused; those in copy were not, and have it. */
  othersGotIt?: boolean;
};

/** What a server said to a mail that it took, and the Message-ID that it gave it where it gives its own. */
export type SmtpAnswer = { answer: string; messageId?: string };

/** Connections to one SMTP server as one user, kept open between mails. Never repeats a mail by itself. */
export type SmtpPool = {
  server: ServerName;
  /** Hands one mail over and returns the server's answer; rejects with an SmtpError. The first address is whom it is for. An abort cuts the connection. */
  send: (envelope: SmtpEnvelope, mail: Buffer, signal: AbortSignal) => Promise<SmtpAnswer>;
  /** Connects anew and logs in, and rejects with what the server or the network says. */
  verify: () => Promise<void>;
  close: () => void;
};

/** A connection that is closed after a while of no use, as servers do too. */
const IDLE_MS = 20_000;

async function connect({ connection: options, server, login }: SmtpPoolOptions): Promise<SMTPConnection> {
  const connection = new SMTPConnection({ ...options, host: server.host, port: server.port });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    connection.removeAllListeners('error');
    connection.on('error', () => {}); // told to whoever sends; an idle one is dropped on `end`
    if (login) await promisify(connection.login.bind(connection))({ credentials: login });
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Sends on a connection; the mail's bytes are asked for only when the server has said yes to the envelope. */
function sendOn(
  connection: SMTPConnection,
  { envelope, mail, signal }: { envelope: SmtpEnvelope; mail: Buffer; signal: AbortSignal },
): Promise<SmtpAnswer> {
  let wasTaken = false;
  const stream = new Readable({
    read() {
      this.push(mail);
      this.push(null);
      wasTaken = true;
    },
  });
  return new Promise((resolve, reject) => {
    const cut = () => {
      connection.close();
      reject(Object.assign(new Error('The handover was given up'), { wasTaken }));
    };
    signal.addEventListener('abort', cut, { once: true });
    connection.send(envelope, stream, (error, info) => {
      signal.removeEventListener('abort', cut);
      if (error) return reject(Object.assign(error, { wasTaken }));
      const refused = info.rejectedErrors?.find(({ recipient }) => recipient === envelope.to[0]);
      if (refused) return reject(Object.assign(refused, { othersGotIt: true }));
      return resolve({
        answer: info.response ?? '250',
        ...(info.serverMessageId ? { messageId: info.serverMessageId } : {}),
      });
    });
  });
}

/** The connections of one mailbox: at most so many at a time, the idle ones kept for a while. */
function connections(options: SmtpPoolOptions) {
  const idle: { connection: SMTPConnection; timer: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  let open = 0;
  let isClosed = false;

  async function take(): Promise<SMTPConnection> {
    while (open >= options.maxConnections && idle.length === 0)
      await new Promise<void>((resolve) => waiting.push(resolve));
    const kept = idle.pop();
    if (kept) {
      clearTimeout(kept.timer);
      return kept.connection;
    }
    open += 1;
    try {
      return await connect(options);
    } catch (error) {
      open -= 1;
      waiting.shift()?.();
      throw error;
    }
  }
  function drop(connection: SMTPConnection) {
    connection.close();
    open -= 1;
    waiting.shift()?.();
  }
  function keep(connection: SMTPConnection) {
    if (isClosed) return drop(connection);
    const forget = () => {
      const index = idle.findIndex((entry) => entry.connection === connection);
      if (index !== -1) drop(idle.splice(index, 1)[0]?.connection ?? connection);
    };
    connection.once('end', forget);
    idle.push({ connection, timer: setTimeout(forget, IDLE_MS).unref() });
    waiting.shift()?.();
  }

  return {
    take,
    keep,
    drop,
    close() {
      isClosed = true;
      for (const { connection, timer } of idle.splice(0)) {
        clearTimeout(timer);
        drop(connection);
      }
    },
  };
}

export function smtpPool(options: SmtpPoolOptions): SmtpPool {
  const { take, keep, drop, close } = connections(options);
  return {
    server: options.server,
    async send(envelope, mail, signal) {
      const connection = await take();
      connection.removeAllListeners('end');
      if (signal.aborted) {
        keep(connection); // given up while it waited for its turn: somebody else may have the mail by now
        throw Object.assign(new Error('The handover was given up'), { wasTaken: false });
      }
      try {
        const answer = await sendOn(connection, { envelope, mail, signal });
        keep(connection);
        return answer;
      } catch (error) {
        drop(connection);
        throw error;
      }
    },
    async verify() {
      const connection = await connect(options);
      connection.quit();
    },
    close,
  };
}
