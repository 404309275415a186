/** What the application is, and files in passing. */
import { contract } from '../../../core/api/contract.ts';
import { deviceProfiles } from '../../../core/device/profile.ts';
import { countries } from '../../../core/phone/number.ts';
import { answer, type Answers } from '../serve.ts';
import { VERSION } from '../version.ts';

export const appAnswers: Answers<'app.info' | 'files.begin' | 'files.append' | 'files.read'> = {
  'app.info': answer(contract['app.info'], (_input, desk) => ({
    version: VERSION,
    shell: desk.shell,
    devices: deviceProfiles().map(({ id, name }) => ({ id, name })),
    countries: countries(),
    demonstration: desk.demonstration,
  })),
  'files.begin': answer(contract['files.begin'], ({ name }, desk) => ({ file: desk.files.begin(name) })),
  'files.append': answer(contract['files.append'], ({ file, piece }, desk) => {
    desk.files.append(file, Buffer.from(piece, 'base64'));
    return {};
  }),
  'files.read': answer(contract['files.read'], ({ file, offset }, desk) => {
    const { bytes, next } = desk.files.piece(file, offset);
    return { piece: Buffer.from(bytes).toString('base64'), next };
  }),
};
