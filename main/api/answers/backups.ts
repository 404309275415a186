/** What uploads leave behind: backups of the PBX and reports. */
import { contract } from '../../../core/api/contract.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { backupFile, planBackup } from '../../jobs/backup.ts';
import { discard } from '../../jobs/discard.ts';
import { uploadReportFile } from '../../jobs/upload-report.ts';
import { answer, type Answers } from '../serve.ts';
import { connected } from '../connected.ts';

type Names =
  'pbx.discard' | 'backups.list' | 'backups.export' | 'backups.restore' | 'uploads.list' | 'uploads.report';

export const backupAnswers: Answers<Names> = {
  'backups.list': answer(contract['backups.list'], (_input, { site }) => ({
    backups: site.backups.list(),
  })),
  'backups.export': answer(contract['backups.export'], ({ id }, { site, files }) => {
    const { fileName, bytes } = backupFile(site, id);
    return { file: files.add(fileName, bytes), fileName };
  }),
  'backups.restore': answer(contract['backups.restore'], ({ id }, desk, context) =>
    connected(desk, context, async (connector) => {
      const profile = deviceProfile(desk.site.info().device);
      desk.comparison = await planBackup(desk.site, id, connector, profile, context);
      return desk.comparison.comparison;
    }),
  ),
  'pbx.discard': answer(contract['pbx.discard'], ({ revision }, { site }) => {
    const { device, country } = site.info();
    return discard(site, { profile: deviceProfile(device), country }, revision);
  }),
  'uploads.list': answer(contract['uploads.list'], ({ limit }, { site }) => ({
    uploads: site.reports.uploads(limit),
  })),
  'uploads.report': answer(contract['uploads.report'], async ({ id, format, language }, { site, files }) => {
    const { fileName, bytes } = await uploadReportFile(site, id, format, language);
    return { file: files.add(fileName, bytes), fileName };
  }),
};
