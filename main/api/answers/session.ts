/** Who works with the open site. */
import { contract } from '../../../core/api/contract.ts';
import { answer, type Answers } from '../serve.ts';

type Names = 'session.get' | 'session.signIn' | 'session.signOut' | 'session.people';

export const sessionAnswers: Answers<Names> = {
  'session.get': answer(contract['session.get'], (_input, desk) => desk.session),
  'session.signIn': answer(contract['session.signIn'], (who, desk) => desk.signIn(who)),
  'session.signOut': answer(contract['session.signOut'], (_input, desk) => desk.signOut()),
  'session.people': answer(contract['session.people'], (_input, { file }) => ({
    people: file.subscribers().map(({ extension, name, role }) => ({ extension, name, role })),
  })),
};
