/** The LDAP server of the PBX. */
import { contract } from '../../../core/api/contract.ts';
import { pagesAt } from '../../pbx/connect.ts';
import { targetOf } from '../connected.ts';
import { answer, type Answers } from '../serve.ts';

export const ldapAnswers: Answers<'ldap.get' | 'ldap.save'> = {
  'ldap.get': answer(contract['ldap.get'], async (_input, desk, context) => {
    const target = await targetOf(desk);
    context.progress({ phase: 'read-pbx', done: 0, total: null });
    return (await pagesAt(target)).readLdap(target, context.signal);
  }),
  'ldap.save': answer(contract['ldap.save'], async (changes, desk, context) => {
    const target = await targetOf(desk);
    context.progress({ phase: 'upload', done: 0, total: null });
    return (await pagesAt(target)).saveLdap(target, changes);
  }),
};
