// The import law: imports point down only. One captured group ($1) covers every feature, present and future.
const ground = [
  '^workflows/(ids|refusal|message)[.]ts$',
  '^workflows/.*/rules[.]ts$',
  '^workflows/automations/(node|graph)[.]ts$',
  '^workflows/automations/nodes/.*run[.]ts$',
  '^workflows/automations/nodes/runs[.]ts$',
];
export const specs = ['^workflows/automations/nodes/.*spec[.]ts$', '^workflows/automations/nodes/specs[.]ts$'];
export const calculators = ['^workflows/[^/]+/[a-z-]+[.]calc[.]ts$'];
export const rule = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export const law = {
  forbidden: [
    rule('no-circles', {}, { circular: true }),
    rule(
      'workflows-know-activities-by-type',
      { path: '^workflows/' },
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
    ),
    rule('workflows-never-reach-up', { path: '^workflows/' }, { path: '^(api|web|prisma|scripts|config[.]ts)' }),
    rule(
      'ground-stands-on-ground',
      { path: ground },
      { pathNot: [...ground, ...specs], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'features-meet-at-rules-and-messages',
      { path: '^workflows/([^/]+)/' },
      {
        path: '^workflows/[^/]+/',
        pathNot: ['^workflows/$1/', '/(rules|messages)[.]ts$', ...calculators],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'web-features-do-not-meet',
      { path: '^web/src/features/([^/]+)/' },
      { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    ),
    rule(
      'web-sees-contract-and-ground',
      { path: '^web/' },
      {
        path: '^(activities|api|workflows|prisma)/',
        pathNot: ['^api/contract/', ...ground, ...specs, ...calculators],
      },
    ),
    rule(
      'contract-stands-on-ground',
      { path: '^api/contract/' },
      {
        path: '^(activities|api|web|prisma|workflows)/',
        pathNot: ['^api/contract/', ...ground, ...specs, ...calculators],
      },
    ),
    rule('api-asks-never-acts', { path: '^api/' }, { path: '^activities/', pathNot: '^activities/clients/' }),
    rule('activities-never-reach-up', { path: '^activities/' }, { path: '^(api|web)/', pathNot: '^api/contract/' }),
    rule(
      'only-entrances-read-config',
      { pathNot: '^(worker[.]ts$|api/server[.]ts$|prisma/|scripts/|bench/|tests/)' },
      { path: '^config[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'providers-only-in-clients',
      { pathNot: ['^activities/clients/', '^tests/', '^scripts/', '^bench/'] },
      {
        path: '^node_modules/(googleapis|@googleapis|nodemailer|imapflow|smtp-server|ai|@ai-sdk|@azure)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule('nothing-imports-tests', { pathNot: '^tests/' }, { path: '^tests/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', 'prisma/generated'] },
    exclude: { path: ['^prisma/generated', '^dist', '^[.]data', '^prisma[.]config'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

export default law;
