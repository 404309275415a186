/** The book of the PBX: comparison, upload, hand-off. */
import { contract } from '../../../core/api/contract.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { compare, type ComparisonState } from '../../jobs/compare.ts';
import { handOff } from '../../jobs/hand-off.ts';
import { takeOver, upload } from '../../jobs/upload.ts';
import { connected } from '../connected.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

type Names = 'pbx.compare' | 'pbx.upload' | 'pbx.takeOver' | 'pbx.handOff';

function comparison(desk: Desk, plan: string): ComparisonState {
  if (desk.comparison?.comparison.plan !== plan) throw new SwitchbookError('plan-outdated');
  return desk.comparison;
}

export const pbxAnswers: Answers<Names> = {
  'pbx.compare': answer(contract['pbx.compare'], (_input, desk, context) =>
    connected(desk, context, async (connector) => {
      desk.comparison = await compare(desk.site, connector, deviceProfile(desk.site.info().device), context);
      return desk.comparison.comparison;
    }),
  ),
  'pbx.upload': answer(contract['pbx.upload'], (options, desk, context) => {
    const state = comparison(desk, options.plan);
    return connected(desk, context, (connector) => {
      desk.file.safety.keep('upload');
      return upload(desk.site, connector, state, options, context);
    });
  }),
  'pbx.takeOver': answer(contract['pbx.takeOver'], ({ plan, ...options }, desk) =>
    takeOver(desk.site, comparison(desk, plan), options),
  ),
  'pbx.handOff': answer(contract['pbx.handOff'], async ({ language }, { site, files }, context) => {
    const { files: made, steps } = await handOff(site, language, context);
    return {
      files: made.map(({ fileName, bytes }) => ({
        file: files.add(fileName, bytes),
        fileName,
        bytes: bytes.length,
      })),
      steps,
    };
  }),
};
