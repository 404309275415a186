/** Short messages in the corner, about what was just done or could not be done. */
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { problemText } from '../../core/problem/problem.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { problemOf } from '../state/problem.ts';
import { useSite } from '../state/site.ts';
import { useLanguage, useText } from '../text.ts';

export interface Offer {
  label: string;
  act: () => void;
}

/** An offer to undo stands only as long as its step is the last one. */
function withdrawWithNextChange(id: string): void {
  const { revision } = useSite.getState();
  const stop = useSite.subscribe((state) => {
    if (state.revision === revision) return;
    notifications.hide(id);
    stop();
  });
}

/** `done` may offer to undo what was done; `failed` takes whatever was thrown. */
export function useTell() {
  const say = useText(frame);
  const language = useLanguage();
  return useMemo(
    () => ({
      done: (message: string, offer?: Offer) => {
        const id = crypto.randomUUID();
        if (offer) withdrawWithNextChange(id);
        notifications.show({
          id,
          closeButtonProps: { 'aria-label': say('close') },
          message: offer ? (
            <Group justify="space-between" wrap="nowrap">
              {message}
              <Button
                variant="light"
                size="compact-xs"
                flex="none"
                onClick={() => {
                  notifications.hide(id);
                  offer.act();
                }}
              >
                {offer.label}
              </Button>
            </Group>
          ) : (
            message
          ),
        });
      },
      failed: (error: unknown) => {
        const { message, remedy } = problemText(problemOf(error), language);
        notifications.show({
          color: 'red',
          title: say('problem'),
          message: `${message} ${remedy}`,
          autoClose: 15_000,
          closeButtonProps: { 'aria-label': say('close') },
        });
      },
    }),
    [say, language],
  );
}
