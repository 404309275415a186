/** The site file as a file: whether it is sound, copies of it, what is kept how long; and people who leave it. */
import { contract } from '../../../core/api/contract.ts';
import { historyFile } from '../../jobs/history-export.ts';
import { fileNameOf } from '../../jobs/file-name.ts';
import { keptCopies } from '../../site/copies.ts';
import { restore } from '../../site/restore.ts';
import { salvage } from '../../site/salvage.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'site.verify'
  | 'site.keep'
  | 'site.copies'
  | 'site.copiesOf'
  | 'site.setKeeping'
  | 'site.copy'
  | 'site.compact'
  | 'site.salvage'
  | 'site.restore'
  | 'history.step'
  | 'history.contact'
  | 'history.undoStep'
  | 'history.export'
  | 'privacy.export'
  | 'privacy.erase'
  | 'privacy.departed';

export const safetyAnswers: Answers<Names> = {
  'site.verify': answer(contract['site.verify'], (_input, { file }) => file.safety.check()),
  'site.keep': answer(contract['site.keep'], ({ reason }, { file }) => file.safety.keep(reason)),
  'site.copies': answer(contract['site.copies'], (_input, { file }) => ({
    copies: file.safety.copies(),
    keeping: file.safety.keeping(),
  })),
  'site.copiesOf': answer(contract['site.copiesOf'], ({ path }) => ({ copies: keptCopies(path) })),
  'site.setKeeping': answer(contract['site.setKeeping'], (keeping, { file }) => {
    file.safety.setKeeping(keeping);
    return {};
  }),
  'site.copy': answer(contract['site.copy'], ({ path }, { file }) => {
    file.safety.copyTo(path);
    return { path };
  }),
  'site.compact': answer(contract['site.compact'], (_input, { file }) => file.privacy.compact()),
  'site.salvage': answer(contract['site.salvage'], ({ path, output }) => salvage(path, output)),
  'site.restore': answer(contract['site.restore'], ({ path, number }) => restore(path, number)),
  'history.step': answer(contract['history.step'], ({ step, after, limit }, { file }) => ({
    changes: file.past.changes(step, after, limit),
  })),
  'history.contact': answer(contract['history.contact'], ({ id, limit }, { file }) => ({
    changes: file.past.ofContact(id, limit),
  })),
  'history.undoStep': answer(contract['history.undoStep'], ({ step, ...options }, { file }) =>
    file.past.undoStep(step, options),
  ),
  'history.export': answer(contract['history.export'], async ({ format }, { file: site, files }, context) => {
    const { bytes, fileName } = await historyFile(site, format, context);
    return { file: files.add(fileName, bytes), fileName };
  }),
  'privacy.export': answer(contract['privacy.export'], ({ id }, { file: site, files }) => {
    const bytes = new TextEncoder().encode(`${JSON.stringify(site.privacy.export(id), null, 2)}\n`);
    const fileName = `${fileNameOf(`${site.info().name}-${id}`)}.json`;
    return { file: files.add(fileName, bytes), fileName };
  }),
  'privacy.erase': answer(contract['privacy.erase'], ({ ids, ...options }, { file }) =>
    file.privacy.erase(ids, options),
  ),
  'privacy.departed': answer(contract['privacy.departed'], ({ search, limit }, { file }) => ({
    people: file.privacy.departed(search, limit),
  })),
};
