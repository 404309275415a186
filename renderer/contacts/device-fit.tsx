/** What the site's device will store of a contact, and what it will not. */
import { IconCircleCheck, IconDeviceLandlinePhone } from '@tabler/icons-react';
import type { Fit } from '../../core/api/operations/contacts.ts';
import type { ContactInput } from '../../core/api/shapes.ts';
import { NUMBER_KINDS } from '../../core/directory/contact.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import type { Answer } from '../state/query.ts';
import { useQuery } from '../state/query.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { Copied } from './view/copy.tsx';

/** `pause` in milliseconds, for a contact that is being typed. */
export const useFit = (contact: ContactInput, pause = 0) => useQuery('contacts.fit', { contact }, pause);

export function DeviceFit({ fit: { data, problem } }: { fit: Answer<Fit> }) {
  const say = useText(words);
  const term = useText(terms);
  const device = useSite((state) => state.site?.deviceName ?? '');
  const kindText = (kind: string) => {
    const known = NUMBER_KINDS.find((one) => one === kind);
    return known === undefined ? kind : term(`number.${known}`);
  };
  return (
    <section className="fit" aria-label={say('device', { device })}>
      <h3>
        <IconDeviceLandlinePhone size={16} stroke={1.7} />
        {say('device', { device })}
      </h3>
      {problem && <ProblemLine problem={problem} />}
      {data !== undefined && (
        <>
          <dl className="fit-lines">
            <dt>{say('device.name')}</dt>
            <dd>
              <Copied value={data.shownName} />
            </dd>
            {data.numbers.map(({ kind, value }, index) => (
              // Two numbers of a contact may be equal in kind and value.
              <div key={index} style={{ display: 'contents' }}>
                <dt>{kindText(kind)}</dt>
                <dd>
                  <Copied value={value} />
                </dd>
              </div>
            ))}
          </dl>
          {data.problems.length === 0 ? (
            <div className="fit-good">
              <IconCircleCheck size={16} stroke={1.8} />
              {say('device.fits')}
            </div>
          ) : (
            <ProblemList problems={data.problems} />
          )}
        </>
      )}
    </section>
  );
}
