import type { ConnectionTrouble } from '../mail-provider.ts';

/** A server as it is named in a sentence. */
export type ServerName = { name: string; host: string; port: number };

/** What the libraries tell of a failed connection, each in its own fields. */
type ConnectionError = Error & {
  code?: string;
  /** imapflow: the server refused the sign-in. */
  authenticationFailed?: boolean;
  /** imapflow: what the server answered. */
  responseText?: string;
};

const TLS =
  /certificate|self[- ]signed|ETLS|ERR_TLS|ERR_SSL|EPROTO|CERT_|wrong version number|starttls|tls upgrade|unable to verify/i;

/** What the network said, in words. */
function causeOf({ message, code }: ConnectionError): string {
  const text = `${code ?? ''} ${message}`;
  if (/ECONNREFUSED/.test(text)) return 'nothing answers at that port';
  if (/ENOTFOUND|EDNS|EAI_AGAIN|getaddrinfo/.test(text)) return 'there is no server of that name';
  if (/greeting/i.test(text)) return 'something answers there, but it does not greet as a mail server does';
  if (/ETIMEDOUT|timed? ?out/i.test(text)) return 'it did not answer in time';
  if (/ECONNRESET|EPIPE|closed unexpectedly|Unexpected close/i.test(text)) return 'it hung up';
  return message.replace(/\.$/, '');
}

/** What a failed connection means for the person who set it up: what happened, and what to do. */
export function reportOf(error: unknown, { name, host, port }: ServerName): ConnectionTrouble {
  const failure = error as ConnectionError;
  const { message, code, authenticationFailed, responseText } = failure;
  const server = `The ${name} server ${host}:${port}`;
  if (code === 'EAUTH' || authenticationFailed)
    return {
      isUsable: false,
      code: 'auth',
      sentence: `${server} refused the user or the password: ${(responseText ?? message).replace(/\.$/, '')}. Check both; some providers ask for an app password.`,
    };
  if (TLS.test(`${code ?? ''} ${message}`))
    return {
      isUsable: false,
      code: 'tls',
      sentence: `${server} could not be reached securely: ${message.replace(/\.$/, '')}. Check the host's name, the port, and the choice between TLS and STARTTLS.`,
    };
  return {
    isUsable: false,
    code: 'unreachable',
    sentence: `${server} could not be reached: ${causeOf(failure)}. Check host, port and security, and whether this machine may connect to it.`,
  };
}
