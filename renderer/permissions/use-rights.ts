/** Changes of rights on their way: what they entail is shown before they are made. */
import { useMemo, useRef, useState } from 'react';
import type { AccessMatrix } from '../../core/api/access.ts';
import type { RightChange } from '../../core/directory/matrix.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { problemText, SwitchbookError } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useUndo } from '../frame/undo.tsx';
import { useHost } from '../state/host.ts';
import { useLanguage, useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import type { Edit } from './edits.ts';

/** Changes that wait for a person who has read what they entail. */
export interface Proposal extends Edit {
  warnings: Problem[];
}

export interface Rights {
  proposal: Proposal | null;
  /** One after the other: each is made of the rights as the one before has left them. */
  apply: (edit: (now: AccessMatrix) => Edit) => void;
  /** Makes what was proposed, or forgets it. */
  decide: (make: boolean) => void;
}

export function useRights(): Rights {
  const host = useHost();
  const say = useText(words);
  const language = useLanguage();
  const tell = useTell();
  const { undo } = useUndo();
  const [asked, setAsked] = useState<(Proposal & { answer: (make: boolean) => void }) | null>(null);
  const last = useRef(Promise.resolve());

  return useMemo(() => {
    const make = async (changes: RightChange[], refused: Problem[]) => {
      const { changed } = await host.call('access.setMany', { changes });
      // One cell shows by itself what has become of it.
      if (changed < 2 && refused.length === 0) return;
      const reasons = refused.map((problem) => problemText(problem, language).message);
      const offer = { label: say('undo'), act: () => void undo() };
      tell.done([say('changed', { count: changed }), ...reasons].join(' '), changed > 0 ? offer : undefined);
    };
    const agreed = (proposal: Proposal) =>
      new Promise<boolean>((answer) => setAsked({ ...proposal, answer }));
    const work = async (edit: (now: AccessMatrix) => Edit) => {
      // What is shown may be older than the key that was pressed before this one.
      const { changes, refused } = edit(await host.call('access.matrix', {}));
      const [reason] = refused;
      if (changes.length === 0) {
        if (reason !== undefined) throw errorOf(reason);
        return;
      }
      const { changed, problems } = await host.call('access.review', { changes });
      const isSafe = changed === 0 || problems.length === 0;
      if (isSafe || (await agreed({ changes, refused, warnings: problems }))) await make(changes, refused);
    };
    return {
      proposal: asked,
      apply: (edit) => {
        last.current = last.current.then(() => work(edit)).catch(tell.failed);
      },
      decide: (isAgreed) => {
        setAsked(null);
        asked?.answer(isAgreed);
      },
    };
    // `undo` is remade with every render and always does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [host, say, language, tell, asked]);
}

const errorOf = ({ code, severity: _error, ...details }: Problem): SwitchbookError =>
  new SwitchbookError(code, details);
