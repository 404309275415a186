/**
 * A window over the screen that shows or asks something. It is open as long as it exists, so that nothing is left in it
 * from the last time; the keyboard goes back to where it was.
 */
import { Modal, type ModalProps } from '@mantine/core';
import { useEffect } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { goBackFrom } from '../enter.ts';
import { useText } from '../text.ts';

export function Dialog(props: Omit<ModalProps, 'opened' | 'closeButtonProps'>) {
  const say = useText(frame);
  useEffect(() => {
    const before = document.activeElement;
    return () => goBackFrom(before);
  }, []);
  return <Modal {...props} opened closeButtonProps={{ 'aria-label': say('close') }} />;
}
