/** What TLS to a database checks. Holds file paths, not contents. */
export type DatabaseTls = {
  checks: 'chain-and-name' | 'chain' | 'nothing'
  /** Certificates of authorities that replace Node's own. */
  rootCertificate: string | undefined
  /** The client certificate, for servers that require one. */
  certificate: string | undefined
  key: string | undefined
}

/**
 * Parses libpq's modes, with one safer difference: `require` checks the certificate like `verify-full`, as in
 * pg 8, instead of accepting any. Modes that may silently skip encryption are refused.
 * https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 *
 * @param parameters of the connection string, without empty ones
 * @param refuse takes the sentence after the variable's name
 * @returns undefined when the parameters do not mention TLS
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
  // `system` means the machine's own authorities (libpq 16).
  const root = rootCertificate === 'system' ? undefined : rootCertificate
  const files = { rootCertificate: root, certificate, key }
  // libpq's own meaning of `require`, with the parameter of pg-connection-string.
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

/** The mode when `sslmode` is absent: from pg's `ssl`, or implied by a certificate. */
function modeWithout(parameters: ReadonlyMap<string, string>): string | undefined {
  const ssl = parameters.get('ssl')
  if (ssl === 'no-verify') return ssl
  if (ssl !== undefined) return ssl === 'true' || ssl === '1' ? 'require' : 'disable'
  return parameters.has('sslrootcert') || parameters.has('sslcert') ? 'verify-full' : undefined
}
