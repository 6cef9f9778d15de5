// Who may import whom, downwards only. Each rule names what a folder may import. The files directly in lib/
// and in lib/database/ are shared: every folder may import them, and they import only each other.

const SHARED = '^lib/(?:database/)?[^/]+\\.ts$'
const GENERATED = '^prisma/generated/'
const PACKAGES = '(^|/)node_modules/|^node:|^[a-z_/]+$'

/** @param {string} name @param {string} from @param {string[]} allowed @param {string} comment */
const mayReachOnly = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: {
    pathNot: [from, SHARED, GENERATED, PACKAGES, ...allowed],
    dependencyTypesNot: ['core', 'npm', 'npm-dev'],
  },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: { pathNot: GENERATED }, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { couldNotResolve: true },
    },
    mayReachOnly('app-reaches-lib', '^app/', ['^lib/'], 'The app uses lib and never imports tools.'),
    mayReachOnly(
      'portal',
      '^lib/portal/',
      ['^lib/customers/', '^lib/stripe/', '^lib/limits/', '^lib/audit/'],
      'The portal receives an authenticated caller and does not authenticate.',
    ),
    mayReachOnly('customers', '^lib/customers/', ['^lib/stripe/'], 'Attaching customers needs only Stripe.'),
    mayReachOnly(
      'summary',
      '^lib/summary/',
      ['^lib/stripe/'],
      'What /billing shows is read from Stripe and decided without a page.',
    ),
    mayReachOnly(
      'accounts',
      '^lib/accounts/',
      ['^lib/audit/', '^lib/limits/', '^lib/mail/'],
      'Accounts and members use the database, the audit log and mail to invited people.',
    ),
    mayReachOnly(
      'auth',
      '^lib/auth/',
      ['^lib/api-keys/', '^lib/audit/', '^lib/http/', '^lib/limits/', '^lib/mail/'],
      'Authentication knows keys, users, requests, limits and what is recorded, not billing.',
    ),
    mayReachOnly(
      'api-keys',
      '^lib/api-keys/',
      ['^lib/audit/', '^lib/mail/'],
      'API keys use the database, the audit log and mail to owners.',
    ),
    mayReachOnly('audit', '^lib/audit/', [], 'The audit log uses only the database.'),
    mayReachOnly('limits', '^lib/limits/', [], 'Limits use only the database.'),
    mayReachOnly('mail', '^lib/mail/', [], 'Mail uses only its server, whatever a message is about.'),
    mayReachOnly(
      'stripe',
      '^lib/stripe/',
      [],
      'The Stripe client uses only its settings and the table of errors.',
    ),
    mayReachOnly('http', '^lib/http/', [], 'Requests and responses, without business logic.'),
    mayReachOnly('otlp', '^lib/otlp/', [], 'What is sent to a collector, whoever made the span.'),
    {
      name: 'one-way-to-opentelemetry',
      comment: 'The SDK is loaded only where a collector is configured, and its API stays in one file.',
      severity: 'error',
      from: { pathNot: '^lib/telemetry\\.ts$|^lib/otlp/|\\.test\\.ts$' },
      to: { path: '(^|/)node_modules/(@opentelemetry|@vercel/otel)/' },
    },
    mayReachOnly(
      'openapi',
      '^lib/openapi/',
      ['^lib/portal/', '^lib/limits/', '^lib/auth/cookies\\.ts$', '^lib/api-keys/key-report\\.ts$'],
      'The API reference is generated from the code that enforces it.',
    ),
    mayReachOnly('shared', SHARED, [], 'Shared modules import none of the folders that use them.'),
    {
      name: 'errors-and-env-know-nothing',
      comment: 'Everything else builds on the table of errors and the environment.',
      severity: 'error',
      from: { path: '^lib/(errors|env)\\.ts$' },
      to: { path: '^(lib|app|prisma|tools|e2e)/', pathNot: '^lib/(environment-error|env-values)\\.ts$' },
    },
    {
      name: 'one-way-to-the-database',
      comment: "Prisma's own adapter shifts dates if the database's time zone is not UTC.",
      severity: 'error',
      from: { pathNot: '^lib/database/database-adapter\\.ts$|^prisma/schema-engine/' },
      to: { path: '@prisma/adapter-pg' },
    },
    {
      name: 'framework-free-core',
      comment: 'The code that decides about billing, keys and limits runs without Next.',
      severity: 'error',
      from: { path: '^lib/(portal|summary|customers|accounts|stripe|limits|api-keys|audit|mail)/' },
      to: { path: '(^|/)node_modules/next/|^next(/|$)' },
    },
    {
      name: 'nothing-imports-tools',
      comment: 'Tools run beside the app, which never needs them.',
      severity: 'error',
      from: { path: '^(app|lib)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(tools|e2e)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.local)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
