/**
 * Why the database cannot be used, and what to do. Holds a code or a fixed phrase, never part of the
 * connection string or a statement.
 */
export type DatabaseFailureReason = { is: string; todo: string }

/** `code` and `says` are alternatives. With `state`, `says` narrows the match. */
type Pattern = DatabaseFailureReason & { state?: RegExp; code?: RegExp; says?: RegExp }

const ASLEEP =
  'If the database sleeps when idle, as on Neon, it is awake at the next try: let requests wait for it ' +
  'with connect_timeout=5 in DATABASE_URL. Otherwise correct host and port, or let this machine through ' +
  'the firewall.'

/**
 * The first match wins. `<said>` stands for the matched text.
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
export const DATABASE_FAILURE_REASONS: readonly Pattern[] = [
  {
    says: /does not support SSL connections/,
    is: 'the server does not offer TLS',
    todo: 'Switch TLS on at the server, or on a private network write sslmode=disable in DATABASE_URL.',
  },
  {
    state: /^28000$/,
    says: /no encryption|SSL off/,
    is: '28000, the server only accepts encrypted connections',
    todo: 'Add sslmode=require to DATABASE_URL.',
  },
  {
    says: /does not match certificate's altnames/,
    is: 'the server’s certificate is for another name',
    todo:
      'Use the host name of the certificate in DATABASE_URL, or check only its authority with ' +
      'sslmode=verify-ca and sslrootcert=FILE.',
  },
  {
    says: /certificate has expired|certificate is not yet valid/,
    is: 'the server’s certificate is not valid now',
    todo: "Renew the server's certificate, or set this machine's clock.",
  },
  {
    code: /^(?:TlsConnectionError|SELF_SIGNED_.*|DEPTH_ZERO_.*|UNABLE_TO_VERIFY_.*|UNABLE_TO_GET_ISSUER_.*)$/,
    is: 'this machine does not know the authority that signed the server’s certificate',
    todo:
      "If it is the right server, save its authority's certificate in a file (providers offer it for " +
      'download) and add sslmode=verify-full&sslrootcert=FILE to DATABASE_URL.',
  },
  {
    state: /^28000$/,
    says: /pg_hba\.conf/,
    is: '28000, the server rejects this user from this address',
    todo:
      "Add a line for the user, the database and this machine's address to the server's pg_hba.conf, " +
      'or the address to those that your provider allows.',
  },
  {
    state: /^28...$/,
    is: '<said>, the server rejects the user or password',
    todo:
      'Correct the user and password in DATABASE_URL; in a password write %23 for #, %2F for /, %3F for ' +
      '?, %40 for @ and %25 for %.',
  },
  {
    says: /SASL: SCRAM-SERVER-FIRST-MESSAGE: client password/,
    is: 'the server asks for a password',
    todo: 'Write the password in DATABASE_URL.',
  },
  {
    state: /^3D000$/,
    is: '3D000, the database does not exist',
    todo: 'Correct its name in DATABASE_URL, or create it: npx prisma migrate deploy does.',
  },
  {
    state: /^42501$/,
    says: /permission denied for database/,
    is: '42501, the user may not connect to the database',
    todo: 'As its owner run GRANT CONNECT ON DATABASE … TO … with the names that DATABASE_URL has.',
  },
  {
    state: /^42501$/,
    says: /permission denied to create database/,
    is: '42501, the database does not exist, and the user may not create it',
    todo: 'As an administrator run CREATE DATABASE …, or correct the name of the database in DATABASE_URL.',
  },
  {
    // PgBouncer uses one code for everything. https://github.com/pgbouncer/pgbouncer/blob/master/src/client.c
    state: /^08P01$/,
    says: /authentication failed|no such user|password/,
    is: '08P01, the pooler rejects the user or password',
    todo:
      'Correct the user and password in DATABASE_URL (in a password %23 is #, %2F is /, %3F is ?, %40 is ' +
      "@ and %25 is %), or the pooler's list of users.",
  },
  {
    state: /^08P01$/,
    says: /no such database/,
    is: '08P01, the pooler has no such database',
    todo: "Correct its name in DATABASE_URL, or add it to the pooler's databases.",
  },
  {
    state: /^08P01$/,
    says: /startup parameter/,
    is: '08P01, a pooler refuses a startup parameter',
    todo: 'Remove `options` from DATABASE_URL.',
  },
  {
    state: /^(?:26000|42P05)$/,
    is: 'a pooler mixes up prepared statements',
    todo: 'Add `pgbouncer=true` to DATABASE_URL.',
  },
  { state: /^57P03$/, is: '57P03, the server is starting up', todo: 'Wait until it has started.' },
  {
    state: /^53300$/,
    is: '53300, the server has no connection left',
    todo: 'Lower connection_limit in DATABASE_URL, or raise max_connections or the size of the pooler.',
  },
  {
    state: /^25006$/,
    is: '25006, the server is a read-only standby',
    todo: 'Point DATABASE_URL to the primary.',
  },
  {
    state: /^(?:57014|55P03)$/,
    is: '<said>, a statement waited too long',
    todo: 'Check in pg_stat_activity what holds locks or keeps the server busy.',
  },
  {
    state: /^(?:08...|53...|57P..)$/,
    is: '<said>',
    todo: "Check that DATABASE_URL's server runs and accepts connections.",
  },
  {
    code: /^(?:ENOTFOUND|EAI_AGAIN)$/,
    is: '<said>, the host name is unknown',
    todo: 'Correct the host in DATABASE_URL, or fix DNS.',
  },
  {
    code: /^(?:ECONNREFUSED|DatabaseNotReachable|EHOSTUNREACH|ENETUNREACH)$/,
    says: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/,
    is: '<said>, nothing is listening there',
    todo: 'Start PostgreSQL, or correct host and port in DATABASE_URL.',
  },
  {
    says: /timeout exceeded when trying to connect/,
    is: '<said>',
    todo:
      'Every connection was taken: raise connection_limit in DATABASE_URL, or check in pg_stat_activity' +
      ' what keeps them.',
  },
  {
    code: /^(?:SocketTimeout|ETIMEDOUT)$/,
    says: /due to connection timeout|timeout expired|ETIMEDOUT/,
    is: 'no connection in time',
    todo: ASLEEP,
  },
  {
    says: /Query read timeout/,
    is: '<said>',
    todo:
      'A statement timed out: check in pg_stat_activity what holds locks or keeps the server busy, ' +
      'and behind a pooler whether PostgreSQL itself runs.',
  },
  {
    code: /^(?:ConnectionClosed|ECONNRESET|EPIPE)$/,
    says: /ECONNRESET|EPIPE|Connection terminated|Client was closed|Client has encountered/,
    is: '<said>, the connection broke',
    todo: 'Check whether PostgreSQL, or a pooler or firewall in front of it, ends connections.',
  },
  {
    // Prisma: a transaction that could not begin or finish in time.
    code: /^P(?:1001|1002|1008|1017|2024|2028)$/,
    is: '<said>',
    todo: "Check that DATABASE_URL's server runs and accepts connections.",
  },
]
