/** The arrows of the house: each rule says why it exists. Run by `npm run arrows`. */

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Files that need each other cannot be understood, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      comment:
        'core/ says what is true of contacts and PBXs and runs in every process: it imports nothing of main/, preload/ or renderer/.',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(main|preload|renderer|test|bench)/' },
    },
    {
      name: 'core-without-machine',
      comment: 'core/ runs in the renderer too, where Node and Electron do not exist.',
      severity: 'error',
      from: { path: '^core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-without-native-packages',
      comment: 'core/ may use pure JavaScript packages only; what touches the machine belongs to main/.',
      severity: 'error',
      from: { path: '^core/' },
      to: {
        path: 'node_modules/(better-sqlite3|electron|ws|undici|@napi-rs|serialport|selfsigned|react|@mantine)',
      },
    },
    {
      name: 'site-and-pbx-know-only-core',
      comment:
        'shell -> api -> jobs -> (pbx, site) -> core: the site file and the connectors are the ground floor of main/.',
      severity: 'error',
      from: { path: '^main/(site|pbx)/' },
      to: { path: '^(main/(jobs|api|shell|simulator)|renderer|preload)/' },
    },
    {
      name: 'site-and-pbx-are-strangers',
      comment:
        'What the site keeps and how a PBX is spoken to change for different reasons; jobs/ brings them together.',
      severity: 'error',
      from: { path: '^main/site/' },
      to: { path: '^main/pbx/' },
    },
    {
      name: 'pbx-does-not-store',
      comment: 'A connector speaks to a PBX; what is remembered is the job’s business.',
      severity: 'error',
      from: { path: '^main/pbx/' },
      to: { path: '^main/site/' },
    },
    {
      name: 'connectors-are-strangers',
      comment: 'One folder a connector: what two of them share belongs to the port or to core/.',
      severity: 'error',
      from: { path: '^main/pbx/([^/]+)/' },
      to: { path: '^main/pbx/([^/]+)/', pathNot: '^main/pbx/$1/' },
    },
    {
      name: 'jobs-below-api',
      comment: 'Jobs are carried out for the services and know nothing of them or of shells.',
      severity: 'error',
      from: { path: '^main/jobs/' },
      to: { path: '^(main/(api|shell|simulator)|renderer|preload)/' },
    },
    {
      name: 'api-below-shell',
      comment: 'The services answer every shell in the same way and so know none of them.',
      severity: 'error',
      from: { path: '^main/api/' },
      to: { path: '^(main/shell|renderer|preload)/' },
    },
    {
      name: 'simulator-from-the-specification',
      comment:
        'Two sides of a protocol that share code agree on their mistakes: a simulator uses core/directory and core/device only, never a connector or its codecs.',
      severity: 'error',
      from: { path: '^main/simulator/' },
      to: { path: '^(core/(?!directory/|device/|globals)|main/(?!simulator/)|renderer|preload)' },
    },
    {
      name: 'renderer-through-the-contract',
      comment: 'The renderer is untrusted: it knows core/ and reaches everything else through the contract.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(main|preload)/' },
    },
    {
      name: 'renderer-without-node',
      comment: 'A sandboxed page has no Node.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'preload-is-a-bridge',
      comment: 'The preload script exposes invoke and subscribe and contains nothing else.',
      severity: 'error',
      from: { path: '^preload/' },
      to: { path: '^(main|renderer)/' },
    },
    {
      name: 'electron-only-in-its-shell',
      comment:
        'One application, three shells: nothing outside main/shell/electron and preload/ imports electron.',
      severity: 'error',
      from: { pathNot: '^(main/shell/electron/|preload/)' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'no-unknown-modules',
      comment: 'An import that cannot be resolved breaks at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|build|test/fixtures)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
