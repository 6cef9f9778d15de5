/** What TLS to a database checks. Files are named as in the address and read by who connects. */
export type DatabaseTls = {
  checks: 'chain-and-name' | 'chain' | 'nothing'
  /** Certificates of authorities, in place of those that Node knows. */
  rootCertificate: string | undefined
  /** The client's own, for servers that ask for one. */
  certificate: string | undefined
  key: string | undefined
}

/**
 * libpq's modes, with one difference that is safer: `require` checks the certificate as `verify-full` does,
 * as pg 8 has it, instead of taking any. Modes that would quietly go on without encryption are refused.
 * https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 *
 * @param parameters of the connection string, without empty ones
 * @param refuse takes what a sentence says after the variable's name
 * @returns undefined where nothing is said about it
 */
export function parseDatabaseTls(
  parameters: ReadonlyMap<string, string>,
  refuse: (problem: string) => undefined,
): DatabaseTls | false | undefined {
  const [rootCertificate, certificate, key] = ['sslrootcert', 'sslcert', 'sslkey'].map((name) =>
    parameters.get(name),
  )
  if (parameters.has('sslidentity'))
    return refuse('must not have `sslidentity`: give the client certificate as `sslcert` and `sslkey`')
  if ((certificate === undefined) !== (key === undefined))
    return refuse(
      'must have `sslcert` and `sslkey` together: the authority that signed the server’s certificate is ' +
        '`sslrootcert`',
    )
  const mode = parameters.get('sslmode') ?? modeWithout(parameters)
  if (mode === undefined) return undefined
  if (mode === 'disable') return false
  // `system` stands for the authorities that the machine knows (libpq 16).
  const root = rootCertificate === 'system' ? undefined : rootCertificate
  const files = { rootCertificate: root, certificate, key }
  // libpq's own reading of `require`, for who asks for it as pg-connection-string has it.
  const isLibpq = parameters.get('uselibpqcompat') === 'true' && mode === 'require'
  if (mode === 'no-verify' || parameters.get('sslaccept') === 'accept_invalid_certs' || (isLibpq && !root))
    return { checks: 'nothing', ...files }
  if (mode === 'verify-ca' && !root)
    return refuse(
      'must have `sslrootcert` with `sslmode=verify-ca`: the file with the authority’s certificate',
    )
  if (mode === 'verify-ca' || isLibpq) return { checks: 'chain', ...files }
  if (mode === 'require' || mode === 'verify-full') return { checks: 'chain-and-name', ...files }
  return refuse(
    'must have an `sslmode` of verify-full or require (encrypted, certificate checked), verify-ca, ' +
      'no-verify (encrypted, nothing checked) or disable',
  )
}

/** What is meant where there is no `sslmode`: pg's `ssl`, or a certificate. */
function modeWithout(parameters: ReadonlyMap<string, string>): string | undefined {
  const ssl = parameters.get('ssl')
  if (ssl === 'no-verify') return ssl
  if (ssl !== undefined) return ssl === 'true' || ssl === '1' ? 'require' : 'disable'
  return parameters.has('sslrootcert') || parameters.has('sslcert') ? 'verify-full' : undefined
}
