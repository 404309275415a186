/** What stands in a form of whoever is signed in, and is not stored yet. */
import { contract } from '../../../core/api/contract.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

type Names = 'drafts.keep' | 'drafts.take';

const ownerOf = ({ site, session }: Desk): string => `${site.path}#${session.extension ?? session.role}`;

export const draftAnswers: Answers<Names> = {
  'drafts.keep': answer(contract['drafts.keep'], ({ page, draft }, desk) => {
    desk.drafts.keep(page, ownerOf(desk), draft);
    return {};
  }),
  'drafts.take': answer(contract['drafts.take'], ({ page }, desk) => ({
    draft: desk.drafts.take(page, ownerOf(desk)),
  })),
};
