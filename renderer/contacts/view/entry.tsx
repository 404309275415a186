/** One thing that a contact holds, with its name before it; what is used elsewhere can be copied. */
import type { ReactNode } from 'react';
import { Copied } from './copy.tsx';

interface Props {
  label: string;
  text: string;
  /** The same in another form, smaller below it. */
  detail?: string | null;
  copy?: boolean;
  /** What else can be done with it. */
  children?: ReactNode;
}

export function Entry({ label, text, detail = null, copy = false, children }: Props) {
  return (
    <div className="entry">
      <dt>{label}</dt>
      <dd>
        {copy ? <Copied value={text} /> : <span className="entry-text">{text}</span>}
        {detail !== null &&
          (copy ? <Copied value={detail} className="quiet" /> : <span className="quiet">{detail}</span>)}
        {children}
      </dd>
    </div>
  );
}
