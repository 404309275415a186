import type { Command } from 'commander';
import { shownName } from '../../../../core/directory/contact.ts';
import { readHeader } from '../../../../core/photo/header.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { contactOf } from '../../../api/answers/contacts.ts';
import { writeSafely } from '../../../api/safe-file.ts';
import type { Act } from '../program.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { contactOption } from './choice.ts';
import { take } from './files.ts';
import { pathOf, signedOption, type SignedOptions } from './options.ts';

interface PhotoOptions extends SignedOptions {
  contact: number;
  set?: string;
  remove?: true;
  output?: string;
}

/** What is known of the photo that a contact has now. */
function told(terminal: Terminal, id: number, output?: string): ExitCode {
  const { site } = terminal.services.desk;
  const contact = contactOf(site, id);
  const name = shownName(contact);
  const photo = site.photo(id);
  if (output !== undefined) {
    if (photo === null) throw new SwitchbookError('photo-none', { value: name });
    writeSafely(output, photo.data);
  }
  const header = photo && readHeader(photo.data);
  const size = header === null ? {} : { width: header.width, height: header.height };
  const about = photo && { type: photo.type, bytes: photo.data.length, ...size };
  terminal.result({ contact: id, photo: about, ...(output !== undefined && { output }) }, () => [
    about === null
      ? terminal.text('photo-none', { name })
      : terminal.text('photo-about', { name, width: 0, height: 0, ...about }),
  ]);
  return EXIT.done;
}

export function photoCommand(program: Command, act: Act): void {
  signedOption(
    program.command('photo').description('the photo of a contact: show what it is, set, remove, write'),
  )
    .addOption(contactOption())
    .option('--set <file>', 'a picture in JPEG, PNG, GIF, WebP or BMP; it is kept as it is', pathOf)
    .option('--remove', 'the contact has no photo any more')
    .option('--output <file>', 'where to write the photo', pathOf)
    .action(({ contact: id, set, remove, output, ...options }: PhotoOptions) =>
      act(options, async (terminal) => {
        if (remove === true && set !== undefined) throw new SwitchbookError('photo-usage');
        if (set !== undefined) {
          const picture = { file: await take(terminal, set), square: null };
          await terminal.call('contacts.setPhoto', { id, picture });
        } else if (remove === true) {
          await terminal.call('contacts.setPhoto', { id, picture: null });
        }
        return told(terminal, id, output);
      }),
    );
}
