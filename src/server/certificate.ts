import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { generate } from 'selfsigned';
import { readTextFile } from '../scenario/read/textFile.js';
import { badInput } from '../vocabulary/input/badInput.js';
import type { Certificate } from './listener.js';

/** Makes a certificate that vouches for itself: for localhost, the loopback addresses, and the address that is listened on. It is
 * good for a year.
 */
export async function selfSigned(host: string): Promise<Certificate> {
  const addresses = [...new Set(['127.0.0.1', '::1', ...(/^[\d.]+$|:/.test(host) ? [host] : [])])];
  const names = [...new Set(['localhost', ...(/^[\d.]+$|:/.test(host) ? [] : [host])])];
  const made = await generate([{ name: 'commonName', value: 'arraysim' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 3_600_000),
    notAfterDate: new Date(Date.now() + 365 * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** Reads a certificate and its key from files in PEM.
 * @param folder that relative paths begin at
 * @throws BadInputError for a file that can't be read, and a certificate that is none
 */
export function certificateFrom(certFile: string, keyFile: string, folder: string): Certificate {
  const textOf = (file: string, field: string) =>
    readTextFile(resolve(folder, file), { field, value: file, limit: sizeLimit });
  const cert = textOf(certFile, '--cert');
  try {
    new X509Certificate(cert);
  } catch {
    badInput({ field: '--cert', value: certFile, expected: 'a file with a certificate in PEM' });
  }
  const key = textOf(keyFile, '--key');
  if (!key.includes('PRIVATE KEY'))
    badInput({ field: '--key', value: keyFile, expected: 'a file with a private key in PEM' });
  return { cert, key };
}

/** The most bytes that a file of a certificate or a key may have: 1 MiB. */
const sizeLimit = 1024 * 1024;
