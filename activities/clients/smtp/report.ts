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

/** What is wrong with the secure connection, and what to do about it. */
function tlsTroubleOf(message: string, host: string): string {
  const said = message.replace(/\.$/, '');
  if (/altnames/i.test(message)) {
    const names = /cert's (?:altnames|list): (\S.*)$/.exec(said)?.[1]?.replaceAll('DNS:', '');
    return `its certificate is for ${names ?? 'another name'}, not for ${host}. Give the host by the name that the certificate has`;
  }
  if (/self[- ]signed|unable to (verify|get)|issuer/i.test(message))
    return `nobody whom this machine trusts has signed its certificate (${said}). Give the certificate of the authority that signed it (CA certificate), or have the server show one of a public authority`;
  if (/expired|not yet valid/i.test(message)) return `${said}. Tell who runs the server: it needs a new certificate`;
  return `${said}. Check the host's name, the port, and the choice between TLS and STARTTLS`;
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
      sentence: `${server} could not be reached securely: ${tlsTroubleOf(message, host)}.`,
    };
  return {
    isUsable: false,
    code: 'unreachable',
    sentence: `${server} could not be reached: ${causeOf(failure)}. Check host, port and security, and whether this machine may connect to it.`,
  };
}
