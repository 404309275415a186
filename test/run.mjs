/**
 * `npm test`: sets the checkout up, brings the foreign programs the tests talk to where it may, then
 * runs every check and ends with one line of real counts. `--only unit` and the like run one part.
 *
 * With CI set a missing foreign program is a failure; on a person's machine its tests are skipped by name.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { inRoot, ownNode, setUp } from '../main/shell/setup.mjs';

setUp();

const bin = inRoot('node_modules', '.bin');
const env = {
  ...process.env,
  PATH: [bin, dirname(ownNode), process.env.PATH].join(delimiter),
  NO_COLOR: '1',
};
const windows = process.platform === 'win32';
const run = (command, args, options = {}) =>
  spawnSync(command, args, {
    cwd: inRoot(),
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
    ...options,
  });

/** Programs that tests use as peers: how to see that one is there, and its Debian package. */
const PEERS = [
  ['command -v chromium', 'chromium'],
  ['command -v curl', 'curl'],
  ['command -v zbarimg', 'zbar-tools'],
  ['command -v pdftotext', 'poppler-utils'],
  ['command -v python3', 'python3'],
  ['/usr/bin/python3 -c "import vobject"', 'python3-vobject'],
  ['command -v soffice', 'libreoffice-calc-nogui'],
  ['test -x /usr/sbin/slapd', 'slapd'],
  ['command -v ldapadd', 'ldap-utils'],
  ['command -v sz', 'lrzsz'],
  ['command -v dbus-run-session', 'dbus'],
  ['command -v gnome-keyring-daemon', 'gnome-keyring'],
  ['command -v socat', 'socat'],
  ['command -v bindfs', 'bindfs'],
  ['test -x /usr/sbin/ser2net', 'ser2net'],
  ['command -v zsh', 'zsh'],
  ['command -v fish', 'fish'],
  ['command -v groff', 'groff-base'],
];

/** Only root on Debian may install them. */
function bringPeers() {
  if (windows || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  const missing = PEERS.filter(([check]) => spawnSync('sh', ['-c', check], { env }).status !== 0).map(
    ([, name]) => name,
  );
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(', ')} for the tests …`);
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
}

const CHECKS = [
  [
    'types',
    () =>
      ['core', 'main', 'preload', 'renderer', 'test'].every((part) => run('tsc', ['-p', part]).status === 0),
  ],
  ['lint', () => run('oxlint', ['--type-aware', '--deny-warnings']).status === 0],
  ['format', () => run('prettier', ['--check', '--log-level', 'warn', '.']).status === 0],
  ['dead code', () => run('knip', []).status === 0],
];

function runChecks(totals) {
  for (const [name, check] of CHECKS) {
    const passed = check();
    console.log(`${passed ? 'ok' : 'FAILED'}  ${name}`);
    totals[passed ? 'passed' : 'failed']++;
    if (!passed) totals.failures.push(name);
  }
}

/** What failed in one file, as Vitest's report says it: each test, or the file itself where it could not be read. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(inRoot(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}\n${message}`] : [];
  return failed.map((test) => `${file} > ${test.fullName}\n${test.failureMessages.join('\n')}`);
}

/** Runs one Vitest project and adds its counts; a run that ends without a report counts as one failure. */
function runTests(project, totals) {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-tests-'));
  const report = join(folder, 'report.json');
  const { status } = run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success, testResults } =
      JSON.parse(readFileSync(report, 'utf8'));
    totals.passed += numPassedTests;
    totals.failed += numFailedTests + (!success && numFailedTests === 0 ? 1 : 0);
    totals.skipped += numPendingTests + numTodoTests;
    totals.failures.push(...testResults.flatMap(failuresOf));
  } else {
    totals.failed++;
    totals.failures.push(`${project}: ended without a report`);
  }
  if (status !== 0 && totals.failed === 0) totals.failed++;
  rmSync(folder, { recursive: true, force: true });
}

bringPeers();
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
const totals = { passed: 0, failed: 0, skipped: 0, failures: [] };
if (only === null || only === 'checks') runChecks(totals);
for (const project of ['unit', 'browser']) if (only === null || only === project) runTests(project, totals);

// Once more at the end, where whoever reads only that finds it.
for (const failure of totals.failures) console.log(`\nFAILED  ${failure}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 ? 0 : 1);
