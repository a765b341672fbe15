import type { Certificate } from './certificates.ts';
import type { Dovecot } from './dovecot.ts';

/** How a Postfix departs from the plain one. */
export type PostfixOptions = {
  /** What it shows to who asks for STARTTLS. */
  certificate?: Certificate;
  /** Lines of main.cf that come last, and win. */
  configuration?: string;
};

const NOBODY = 65_534;

/** A main.cf: everything in one folder, loopback alone, mailboxes of a Dovecot. */
export function mainConfiguration({
  home,
  dovecot,
  certificate,
  configuration = '',
}: PostfixOptions & { home: string; dovecot: Dovecot }): string {
  const tls = certificate
    ? `smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = ${certificate.certFile}
smtpd_tls_key_file = ${certificate.keyFile}
`
    : '';
  return `compatibility_level = 3.6
queue_directory = ${home}/queue
data_directory = ${home}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${home}/log
maillog_file_prefixes = ${home}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.acme.example
mydestination =
alias_maps =
alias_database =
biff = no
smtputf8_enable = no
smtpd_peername_lookup = no
default_transport = error:5.1.2 This server sends nothing away
virtual_mailbox_domains = acme.example, customer.example
virtual_mailbox_base = ${dovecot.mails}
virtual_mailbox_maps = inline:{ robin@acme.example=robin/, ada@customer.example=ada/ }
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
virtual_minimum_uid = 1
smtpd_reject_unlisted_recipient = no
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${dovecot.authSocket}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions =
  check_recipient_access inline:{ {nobody@refused.example = 550 5.1.1 No such user here}, {busy@refused.example = 450 4.2.1 The mailbox is busy}, {policy@refused.example = 550 5.7.1 Your messages are blocked} }
${tls}${configuration}
`;
}

const SERVICES = `pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;

/** A master.cf: people sign in at this port. */
export const masterConfiguration = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd\n${SERVICES}`;
