/** Text in lines: an address that is too long for one goes on after an @ or a dot, not within a word. */
import { Fragment } from 'react';

export function Broken({ text }: { text: string }) {
  return text.split(/(?<=[@.])(?=\S)/).map((piece, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}
