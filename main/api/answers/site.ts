/** The site file: open, create, check, history. */
import { contract } from '../../../core/api/contract.ts';
import { checkBook } from '../../../core/device/check.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { brokenRules } from '../../../core/device/rule.ts';
import { knownCountry } from '../../../core/phone/number.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'site.info'
  | 'site.create'
  | 'site.open'
  | 'site.recent'
  | 'site.setDevice'
  | 'site.check'
  | 'history.list'
  | 'history.undo'
  | 'history.redo';

export const siteAnswers: Answers<Names> = {
  'site.info': answer(contract['site.info'], (_input, desk) => desk.siteOrNull?.info() ?? null),
  'site.create': answer(contract['site.create'], ({ path, device, country }, desk) =>
    desk.create(path, device, country).info(),
  ),
  'site.open': answer(contract['site.open'], ({ path }, desk) => desk.open(path).info()),
  'site.recent': answer(contract['site.recent'], (_input, desk) => ({ sites: desk.recent?.list() ?? [] })),
  'site.setDevice': answer(contract['site.setDevice'], ({ device, country }, { site }) => {
    deviceProfile(device);
    knownCountry(country);
    site.change('change-site', '', { kind: 'hand' }, (change) => change.setDevice(device, country));
    return site.info();
  }),
  'site.check': answer(contract['site.check'], (_input, { site }) => {
    const { device, country, contacts } = site.info();
    const profile = deviceProfile(device);
    const findings = checkBook(site.eachContact(), site.groups(), profile, country);
    return {
      contacts,
      findings,
      rules: brokenRules(
        findings.map(({ problem }) => problem),
        profile,
      ),
    };
  }),
  'history.list': answer(contract['history.list'], ({ limit, before }, { site }) => ({
    steps: site.history(limit, before),
  })),
  'history.undo': answer(contract['history.undo'], (_input, { site }) => ({ undone: site.undo() })),
  'history.redo': answer(contract['history.redo'], (_input, { site }) => ({ redone: site.redo() })),
};
