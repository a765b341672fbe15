import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';

/** A certificate and its key, as servers read them. */
export type Certificate = { certFile: string; keyFile: string };

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];

const BINARY = '/usr/bin/openssl';
const openssl = (...args: string[]) => execFileSync(BINARY, args, { stdio: 'pipe' });

/** An authority of the test's own: nobody trusts it who has not been given its certificate. */
export type Authority = { caCertificate: string; certificateFor: (name: string) => Certificate };

/** Makes a certificate that nobody but itself vouches for. */
export function makeSelfSigned(folder: string, name: string): Certificate & { certificate: string } {
  const [certFile, keyFile] = [path.join(folder, 'own.pem'), path.join(folder, 'own.key')];
  const altName = `subjectAltName=${isIP(name) ? 'IP' : 'DNS'}:${name}`;
  openssl('req', '-x509', ...NEW_KEY, '-subj', `/CN=${name}`, '-addext', altName, '-keyout', keyFile, '-out', certFile);
  return { certFile, keyFile, certificate: readFileSync(certFile, 'utf8') };
}

/** Makes an authority in a folder, which goes with the folder. */
export function makeAuthority(folder: string): Authority {
  const caFile = path.join(folder, 'ca.pem');
  const caKey = path.join(folder, 'ca.key');
  openssl('req', '-x509', ...NEW_KEY, '-subj', '/CN=Acme Test Authority', '-keyout', caKey, '-out', caFile);
  return {
    caCertificate: readFileSync(caFile, 'utf8'),
    certificateFor(name) {
      const [certFile, keyFile] = [path.join(folder, `${name}.pem`), path.join(folder, `${name}.key`)];
      const altName = `subjectAltName=${isIP(name) ? 'IP' : 'DNS'}:${name}`;
      const signed = ['-CA', caFile, '-CAkey', caKey, '-addext', altName, '-addext', 'basicConstraints=CA:FALSE'];
      openssl('req', '-x509', ...NEW_KEY, '-subj', `/CN=${name}`, ...signed, '-keyout', keyFile, '-out', certFile);
      return { certFile, keyFile };
    },
  };
}
