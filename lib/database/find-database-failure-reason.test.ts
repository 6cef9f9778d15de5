import { expect, test } from 'vitest'
import { findDatabaseFailureReason } from './find-database-failure-reason'

/** As Node's TLS and the driver throw it. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const thrown = (code: string, message: string) => Object.assign(new Error(message), { code })

/** As Prisma throws it: the adapter keeps only the message. */
const throughPrisma = (message: string) =>
  Object.assign(new Error('Invalid invocation'), {
    code: 'P1011',
    meta: { driverAdapterError: { cause: { kind: 'TlsConnectionError', reason: message } } },
  })

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'sslrootcert=FILE'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'sslrootcert=FILE'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'Renew'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    "Hostname/IP does not match certificate's altnames: IP: 10.0.0.7 is not in the cert's list: ",
    'verify-ca',
  ],
])('distinguishes %s from other TLS failures, from the driver or Prisma', (code, message, todo) => {
  for (const error of [thrown(code, message), throughPrisma(message)]) {
    const reason = findDatabaseFailureReason(error)
    expect(reason?.todo).toContain(todo)
    expect(JSON.stringify(reason)).not.toContain('10.0.0.7')
  }
})

test('explains on a connection timeout how to wait for a sleeping database', () => {
  const reason = findDatabaseFailureReason(new Error('timeout expired'))
  expect(reason).toEqual({ is: 'no connection in time', todo: expect.stringContaining('connect_timeout=5') })
})

test.each(['26000', '42P05'])('explains %s, of a pooler without prepared statements', (code) => {
  const error = Object.assign(new Error('prepared statement'), { code, severity: 'ERROR' })
  expect(findDatabaseFailureReason(error)?.todo).toBe('Add `pgbouncer=true` to DATABASE_URL.')
})

test('ignores a failed statement, whatever its message', () => {
  const words = 'duplicate key: Query read timeout, ECONNREFUSED, self-signed certificate'
  const error = Object.assign(new Error(words), { code: '23505', severity: 'ERROR' })
  expect(findDatabaseFailureReason(error)).toBeNull()
  expect(findDatabaseFailureReason('thrown text')).toBeNull()
})
