import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import type { VerifiedUpdate } from '../../update/verify.ts';
import { pathOf } from './options.ts';

interface UpdateOptions {
  manifest: string;
  json?: boolean;
}

/** Parsing manifests and hashing are needed here only. */
const verify = async (path: string, manifest: string): Promise<VerifiedUpdate> =>
  (await import('../../update/verify.ts')).verifyUpdate(path, manifest);
const install = async (path: string, manifest: string): Promise<VerifiedUpdate> =>
  (await import('../../update/install.ts')).installUpdate(path, manifest);

const withFile = (command: Command): Command =>
  command
    .argument('<file>', 'the installer or package, under the name it was published with', pathOf)
    .requiredOption(
      '--manifest <file>',
      'latest.yml, latest-mac.yml or latest-linux.yml of the release, from a place that is trusted',
      pathOf,
    )
    .option('--json', 'print one JSON document');

export function updateCommands(program: Command, act: Act): void {
  const update = program.command('update').description('check and install an update file without network');

  withFile(update.command('verify').description('whether a file is what was published, unchanged')).action(
    (path: string, { manifest, ...options }: UpdateOptions) =>
      act(options, async (terminal) => {
        say(terminal, await verify(path, manifest), 'update-verified');
        return EXIT.done;
      }),
  );

  withFile(
    update.command('install').description('the same, then hand it over to the system to install it'),
  ).action((path: string, { manifest, ...options }: UpdateOptions) =>
    act(options, async (terminal) => {
      say(terminal, await install(path, manifest), 'update-handed-over');
      return EXIT.done;
    }),
  );
}

function say(
  terminal: Terminal,
  update: VerifiedUpdate,
  sentence: 'update-verified' | 'update-handed-over',
): void {
  const { path, version, isNewer, signature } = update;
  terminal.result(update, () => [
    terminal.text(sentence, { path, version }),
    ...(isNewer ? [] : [terminal.text('update-not-newer')]),
    terminal.text(`update-signature-${signature.status}`, { signer: signature.signer ?? '?' }),
  ]);
}
