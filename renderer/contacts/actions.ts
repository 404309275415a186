/** What can be done with several contacts at once; each is one step that can be undone on the spot. */
import { useMemo } from 'react';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useUndo } from '../frame/undo.tsx';
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';

export function useContactActions() {
  const host = useHost();
  const say = useText(words);
  const tell = useTell();
  const { undo } = useUndo();
  return useMemo(() => {
    const offer = { label: say('undo'), act: () => void undo() };
    return {
      remove: async (ids: number[]) => {
        try {
          const { deleted } = await host.call('contacts.delete', { ids });
          tell.done(say('deleted', { count: deleted }), offer);
        } catch (error) {
          tell.failed(error);
        }
      },
      assign: async (ids: number[], group: string, member: boolean) => {
        try {
          const { changed, companion } = await host.call('contacts.assign', { ids, group, member });
          const done = [
            say(member ? 'group.added' : 'group.removed', { count: changed, group }),
            ...(companion === null
              ? []
              : [say('companion', { count: companion.contacts, group: companion.group })]),
          ];
          tell.done(done.join('. '), changed > 0 ? offer : undefined);
        } catch (error) {
          tell.failed(error);
        }
      },
    };
    // `undo` is remade with every render and always does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [host, say, tell]);
}
