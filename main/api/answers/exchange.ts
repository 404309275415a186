/** Import and export. */
import { contract } from '../../../core/api/contract.ts';
import { knownCountry } from '../../../core/phone/number.ts';
import {
  deleteTemplate,
  listTemplates,
  renameTemplate,
  saveTemplate,
  shareTemplate,
  takeTemplate,
} from '../../jobs/import-templates.ts';
import { groupsOf, runExport } from '../../jobs/export.ts';
import { allow } from '../allow.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'import.inspect'
  | 'import.preview'
  | 'import.rows'
  | 'import.row'
  | 'import.commit'
  | 'import.rejects'
  | 'import.report'
  | 'templates.list'
  | 'templates.save'
  | 'templates.rename'
  | 'templates.delete'
  | 'templates.share'
  | 'templates.take'
  | 'export.run';

export const exchangeAnswers: Answers<Names> = {
  'import.inspect': answer(contract['import.inspect'], ({ file, options }, { files, imports }, context) =>
    imports.inspect(files.bytes(file), files.name(file), options, context),
  ),
  'import.preview': answer(contract['import.preview'], ({ file, options }, { files, imports }, context) => {
    if (options.country !== undefined) knownCountry(options.country);
    return imports.preview(files.bytes(file), files.name(file), options, context);
  }),
  'import.rows': answer(contract['import.rows'], ({ plan, show, offset, limit }, { imports }) =>
    imports.rows(plan, show, offset, limit),
  ),
  'import.row': answer(contract['import.row'], ({ plan, row }, { imports }) => imports.row(plan, row)),
  'import.commit': answer(contract['import.commit'], ({ plan }, { imports, file }, context) => {
    file.safety.keep('import');
    return imports.commit(plan, context);
  }),
  'import.rejects': answer(contract['import.rejects'], ({ plan, language }, { files, imports }) => {
    const { bytes, fileName } = imports.rejects(plan, language);
    return { file: files.add(fileName, bytes), fileName };
  }),
  'import.report': answer(contract['import.report'], ({ plan, language }, { files, imports }) => {
    const { bytes, fileName, blocks } = imports.report(plan, language);
    return { file: files.add(fileName, bytes), fileName, blocks };
  }),
  'templates.list': answer(contract['templates.list'], (_input, { site }) => ({
    templates: listTemplates(site),
  })),
  'templates.save': answer(contract['templates.save'], ({ id, name, ...content }, { site }) => ({
    id: saveTemplate(site, name, content, id),
  })),
  'templates.rename': answer(contract['templates.rename'], ({ id, name }, { site }) => {
    renameTemplate(site, id, name);
    return {};
  }),
  'templates.delete': answer(contract['templates.delete'], ({ id }, { site }) => {
    deleteTemplate(site, id);
    return {};
  }),
  'templates.share': answer(contract['templates.share'], ({ id }, { site, files }) => {
    const { bytes, fileName } = shareTemplate(site, id);
    return { file: files.add(fileName, bytes), fileName };
  }),
  'templates.take': answer(contract['templates.take'], ({ file }, { site, files }) =>
    takeTemplate(site, files.bytes(file), files.name(file)),
  ),
  'export.run': answer(contract['export.run'], async (options, desk, context) => {
    const { site, files } = desk;
    allow(desk, 'export-csv', groupsOf(options));
    const { bytes, fileName, contacts, problems } = await runExport(site, options, context);
    return { file: files.add(fileName, bytes), fileName, contacts, bytes: bytes.length, problems };
  }),
};
