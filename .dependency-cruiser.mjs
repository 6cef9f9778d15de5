// Who may import whom, downwards only. Each rule names what a folder may reach. The files directly in lib/
// and those in lib/database/ are shared: every folder may import them, and they import only each other.

const SHARED = '^lib/(?:database/)?[^/]+\\.ts$'
const GENERATED = '^prisma/generated/'
const PACKAGES = '(^|/)node_modules/|^node:|^[a-z_/]+$'

/** @param {string} name @param {string} from @param {string[]} rooms @param {string} comment */
const mayReachOnly = (name, from, rooms, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: {
    pathNot: [from, SHARED, GENERATED, PACKAGES, ...rooms],
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
    mayReachOnly('app-reaches-lib', '^app/', ['^lib/'], 'The app stands on lib; it never imports tools.'),
    mayReachOnly(
      'portal',
      '^lib/portal/',
      ['^lib/customers/', '^lib/stripe/', '^lib/limits/', '^lib/audit/'],
      'The portal is told who asks; it does not authenticate.',
    ),
    mayReachOnly(
      'customers',
      '^lib/customers/',
      ['^lib/stripe/'],
      "A Stripe customer's life needs Stripe alone.",
    ),
    mayReachOnly(
      'accounts',
      '^lib/accounts/',
      ['^lib/audit/'],
      'Accounts and their members know the database and what is recorded.',
    ),
    mayReachOnly(
      'auth',
      '^lib/auth/',
      ['^lib/api-keys/', '^lib/http/', '^lib/audit/', '^lib/limits/', '^lib/mail/'],
      'Authentication knows keys, people and requests, not money.',
    ),
    mayReachOnly(
      'api-keys',
      '^lib/api-keys/',
      ['^lib/audit/', '^lib/mail/'],
      'Keys know the database, what is recorded, and whom to tell.',
    ),
    mayReachOnly('audit', '^lib/audit/', [], 'What is recorded knows the database alone.'),
    mayReachOnly('limits', '^lib/limits/', [], 'Limits know the database alone.'),
    mayReachOnly('mail', '^lib/mail/', [], 'Mail knows its server, and not what a message is about.'),
    mayReachOnly('stripe', '^lib/stripe/', [], 'Stripe knows its settings and the table of errors.'),
    mayReachOnly('http', '^lib/http/', [], 'Requests and answers, no business.'),
    mayReachOnly(
      'openapi',
      '^lib/openapi/',
      ['^lib/portal/', '^lib/limits/', '^lib/auth/cookie-names\\.ts$'],
      'The reference is made from what enforces it.',
    ),
    mayReachOnly('shared', SHARED, [], 'Shared modules know none of the folders that use them.'),
    {
      name: 'errors-and-env-know-nothing',
      comment: 'The table of errors and the environment are what everything else stands on.',
      severity: 'error',
      from: { path: '^lib/(errors|env)\\.ts$' },
      to: { path: '^(lib|app|prisma|tools|e2e)/', pathNot: '^lib/environment-error\\.ts$' },
    },
    {
      name: 'one-way-to-the-database',
      comment: "Prisma's own adapter moves dates where the database's time zone is not UTC.",
      severity: 'error',
      from: { pathNot: '^lib/database/database-adapter\\.ts$|^prisma/schema-engine/' },
      to: { path: '@prisma/adapter-pg' },
    },
    {
      name: 'framework-free-heart',
      comment: 'What decides about money, keys and limits runs without Next.',
      severity: 'error',
      from: { path: '^lib/(portal|customers|accounts|stripe|limits|api-keys|audit|mail)/' },
      to: { path: '(^|/)node_modules/next/|^next(/|$)' },
    },
    {
      name: 'nothing-imports-tools',
      comment: 'Tools run beside the app; the app never needs them.',
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
