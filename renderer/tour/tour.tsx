/** A short tour of the main job, at the controls that do it: import, check, compare, upload, report. */
import { Tour } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useState } from 'react';
import type { ScreenId } from '../../core/commands/screens.ts';
import words from '../../resources/translations/renderer-tour.json' with { type: 'json' };
import { perform } from '../commands/doing.ts';
import { goTo } from '../state/place.ts';
import { useText } from '../text.ts';
import './tour.css';
import { endTour, useIsDemonstration } from './state.ts';

type StepName = 'welcome' | 'import' | 'check' | 'compare' | 'upload' | 'report' | 'own';

interface Step {
  name: StepName;
  /** The control that it stands at; in the middle of the page where there is none. */
  target: string;
  position: 'right' | 'bottom-end';
  screen?: ScreenId;
}

const STEPS: readonly Step[] = [
  { name: 'welcome', target: '.rail-site', position: 'right' },
  { name: 'import', target: '[data-screen="import"]', position: 'right', screen: 'import' },
  { name: 'check', target: '[data-screen="check"]', position: 'right', screen: 'check' },
  { name: 'compare', target: '[data-tour="compare"]', position: 'bottom-end', screen: 'changes' },
  { name: 'upload', target: '[data-tour="upload"]', position: 'bottom-end', screen: 'changes' },
  { name: 'report', target: '[data-tour="more"]', position: 'bottom-end', screen: 'changes' },
  { name: 'own', target: '[data-tour="sites"]', position: 'right', screen: 'contacts' },
];

export function MainJobTour() {
  const say = useText(words);
  const [at, setAt] = useState(0);
  const demonstration = useIsDemonstration();
  const show = (index: number) => {
    const { screen, name } = STEPS[index] ?? {};
    if (screen !== undefined) goTo(screen);
    // A real PBX is not asked by a tour.
    if (name === 'upload' && index > at && demonstration) perform('compare');
    setAt(index);
  };
  const goOn = () => (at === STEPS.length - 1 ? endTour() : show(at + 1));
  // Wherever the focus is: the page behind waits until the tour is over.
  useWindowEvent(
    'keydown',
    (event) => {
      const inButton = event.target instanceof Element && event.target.closest('.tour button') !== null;
      if (event.key !== 'Enter' || event.isComposing || inButton) return;
      event.preventDefault();
      event.stopPropagation();
      goOn();
    },
    { capture: true },
  );
  return (
    <Tour
      active
      step={at}
      onStepChange={show}
      onClose={endTour}
      className="tour"
      maxWidth={380}
      spotlightPadding={3}
      closeOnOverlayClick={false}
      labels={{
        skip: say('skip'),
        back: say('back'),
        next: say('next'),
        close: say('done'),
        stepCounter: (current, total) => say('step', { current, total }),
      }}
      withCloseButton={false}
    >
      {STEPS.map(({ name, target, position }) => (
        <Tour.Step key={name} target={target} position={position} title={say(name)}>
          {say(`${name}.more`)} {name === 'compare' && demonstration && say('compare.next')}
        </Tour.Step>
      ))}
    </Tour>
  );
}
