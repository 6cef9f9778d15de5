// The house's direction: who may import whom, downwards only. Each rule names what a room may reach; the ground floor (the files directly
// in lib/) carries the rooms, and its files know only each other.

const GROUND = '^lib/[^/]+\\.ts$'
const GENERATED = '^prisma/generated/'
const PACKAGES = '(^|/)node_modules/|^node:|^[a-z_/]+$'

/** @param {string} name @param {string} from @param {string[]} rooms @param {string} comment */
const mayReachOnly = (name, from, rooms, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: {
    pathNot: [from, GROUND, GENERATED, PACKAGES, ...rooms],
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
      'billing',
      '^lib/billing/',
      ['^lib/stripe/', '^lib/limits/'],
      'Billing is told who asks; it does not authenticate.',
    ),
    mayReachOnly(
      'auth',
      '^lib/auth/',
      ['^lib/api-keys/'],
      'Authentication knows keys and people, not money.',
    ),
    mayReachOnly('api-keys', '^lib/api-keys/', [], 'Keys know the database alone.'),
    mayReachOnly('limits', '^lib/limits/', [], 'Limits know the database alone.'),
    mayReachOnly('stripe', '^lib/stripe/', [], 'Stripe knows its settings and the table of errors.'),
    mayReachOnly('http', '^lib/http/', [], 'Requests and answers, no business.'),
    mayReachOnly(
      'openapi',
      '^lib/openapi/',
      ['^lib/billing/', '^lib/limits/'],
      'The reference is made from what enforces it.',
    ),
    mayReachOnly('ground', GROUND, [], 'The ground floor carries the rooms and knows none of them.'),
    {
      name: 'errors-and-env-know-nothing',
      comment: 'The table of errors and the environment are what everything else stands on.',
      severity: 'error',
      from: { path: '^lib/(errors|env)\\.ts$' },
      to: { path: '^(lib|app|prisma|tools|e2e)/' },
    },
    {
      name: 'framework-free-heart',
      comment: 'What decides about money, keys and limits runs without Next.',
      severity: 'error',
      from: { path: '^lib/(billing|stripe|limits|api-keys)/' },
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
