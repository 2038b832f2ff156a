/** The rules of the house (docs/architecture.md): who may import whom. */
const module = '^src/modules/([^/]+)/';

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(modules|cli|app|main|start|modules\\.ts)' },
    },
    {
      name: 'module-through-its-door',
      comment: 'Modules import each other through index.ts alone.',
      severity: 'error',
      from: { path: module },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'room-through-its-door',
      comment:
        "A platform room is entered through its index.ts; the configuration's root and texts are read before there is one.",
      severity: 'error',
      from: { path: '^src/platform/([^/]+)/' },
      to: {
        path: '^src/platform/[^/]+/',
        pathNot: ['^src/platform/$1/', '^src/platform/[^/]+/index\\.ts$', '^src/platform/config/root\\.ts$', '/testing\\.ts$'],
      },
    },
    {
      name: 'model-is-pure',
      severity: 'error',
      from: { path: `${module}model`, pathNot: '\\.test\\.ts$' },
      // Data shipped with the program are no input or output.
      to: { path: '^src/', pathNot: ['^src/modules/$1/(model|catalogue)', '^src/platform/(outcome|i18n|days)/'] },
    },
    {
      name: 'pages-see-no-data',
      comment: 'Pages get props; they know neither stores nor services.',
      severity: 'error',
      from: { path: '/pages/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '/(store|service|routes)(/|\\.ts)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'store-knows-no-service',
      severity: 'error',
      from: { path: `${module}store`, pathNot: '\\.test\\.ts$' },
      to: { path: '^src/modules/$1/(service|routes|pages|module)' },
    },
    {
      name: 'services-take-no-request',
      severity: 'error',
      from: { path: `${module}service`, pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/platform/http/|node_modules/fastify/)', dependencyTypesNot: ['type-only'] },
    },
    { name: 'client-stands-alone', severity: 'error', from: { path: '^src/client/' }, to: { path: '^src/(platform|modules)/' } },
    {
      name: 'packages-stand-alone',
      comment: 'A package is published: it knows nothing of the program around it.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(src|packages)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'packages-through-their-door',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^packages/', pathNot: '^packages/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'no-tests-in-code',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|/testing\\.ts$|^src/testing/|/testing/|^e2e/' },
      to: { path: '\\.test\\.tsx?$|^src/testing/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
