/** Help from afar: what is sent to whoever helps, and what went wrong in the page. */
import { contract } from '../../../core/api/contract.ts';
import { supportParts, zipOf } from '../../jobs/support.ts';
import { pageFault } from '../../log/entry.ts';
import { answer, type Answers } from '../serve.ts';
import { VERSION } from '../version.ts';

export const supportAnswers: Answers<'support.prepare' | 'support.fault'> = {
  'support.prepare': answer(contract['support.prepare'], ({ path }, desk) => {
    const about = { version: VERSION, shell: desk.shell };
    const site = desk.siteOrNull === null ? null : desk.file;
    const parts = supportParts(about, site, path, desk.log);
    const fileName = `switchbook-support-${new Date().toISOString().slice(0, 10)}.zip`;
    return { parts, file: desk.files.add(fileName, zipOf(parts)), fileName };
  }),
  'support.fault': answer(contract['support.fault'], (told, desk) => {
    desk.log?.write('error', { event: 'fault', where: 'page', fault: pageFault(told) });
    return {};
  }),
};
