/** Something that is printed alone, without the page around it. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useHost } from '../state/host.ts';
import './on-paper.css';

function Paper({ children, onReady }: { children: ReactNode; onReady: () => void }) {
  const sheet = useRef<HTMLDivElement>(null);
  const ready = useRef(onReady);
  useEffect(() => {
    let gone = false;
    const pictures = [...(sheet.current?.querySelectorAll('img') ?? [])];
    // A picture that cannot be shown does not keep the rest from being printed.
    void Promise.allSettled(pictures.map((picture) => picture.decode())).then(() => gone || ready.current());
    return () => {
      gone = true;
    };
  }, []);
  return (
    <div className="on-paper" ref={sheet}>
      {children}
    </div>
  );
}

/** `print` is null where nothing can be printed; `paper` stands anywhere in the page. */
export function usePaper(): { print: ((sheet: ReactNode) => void) | null; paper: ReactNode } {
  const { print } = useHost().surroundings.perform;
  const [sheet, setSheet] = useState<ReactNode>(null);
  useEffect(() => {
    if (sheet === null) return undefined;
    const done = () => setSheet(null);
    window.addEventListener('afterprint', done);
    return () => window.removeEventListener('afterprint', done);
  }, [sheet]);
  return {
    print: print === undefined ? null : setSheet,
    paper: sheet !== null && print && createPortal(<Paper onReady={print}>{sheet}</Paper>, document.body),
  };
}
