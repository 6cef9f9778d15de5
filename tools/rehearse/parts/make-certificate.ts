import { createHash, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bareEnvironment } from './bare-environment'
import { runQuietly } from './run-quietly'

export type Certificate = {
  /** The authority's certificate, as a path and as text. */
  authorityPath: string
  authority: string
  /** The server's certificate and key, as paths. */
  certificatePath: string
  keyPath: string
  /** The hash of the server's public key, by which Chromium can be told to trust it alone. */
  publicKeyHash: string
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Makes an authority, and a certificate of it for these host names, both for two days. */
export async function makeCertificate(
  later: (step: () => unknown) => void,
  hosts: readonly string[],
): Promise<Certificate> {
  const cwd = await mkdtemp(join(tmpdir(), 'orbitkit-rehearse-tls-'))
  later(() => rm(cwd, { recursive: true, force: true }))
  const openssl = (...args: string[]) => runQuietly('openssl', args, { cwd, env: bareEnvironment() })
  await openssl(
    ...['req', '-x509', ...KEY, '-days', '2', '-subj', '/CN=Rehearsal authority'],
    ...['-addext', 'keyUsage=critical,keyCertSign', '-keyout', 'authority.key', '-out', 'authority.pem'],
  )
  await openssl('req', ...KEY, '-subj', '/CN=Rehearsal', '-keyout', 'server.key', '-out', 'server.csr')
  await writeFile(
    join(cwd, 'names'),
    `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}\nextendedKeyUsage=serverAuth\n`,
  )
  await openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'authority.pem', '-CAkey', 'authority.key'],
    ...['-CAcreateserial', '-days', '2', '-extfile', 'names', '-out', 'server.pem'],
  )
  const paths = {
    authorityPath: join(cwd, 'authority.pem'),
    certificatePath: join(cwd, 'server.pem'),
    keyPath: join(cwd, 'server.key'),
  }
  const { publicKey } = new X509Certificate(await readFile(paths.certificatePath))
  return {
    ...paths,
    authority: await readFile(paths.authorityPath, 'utf8'),
    publicKeyHash: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
  }
}
