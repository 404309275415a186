/** The user guide in the person’s language, opened at the page of the screen that they stand on. */
import { NavLink, ScrollArea, Typography } from '@mantine/core';
import { useEffect, useState, type MouseEvent } from 'react';
import type { GuidePage } from '../../docs/guide/en/index.md';
import { commandOf } from '../../core/commands/commands.ts';
import type { Language } from '../../core/language/text.ts';
import { usePlace } from '../state/place.ts';
import { useLanguage } from '../text.ts';
import './dialog.css';
import { Dialog } from '../widgets/dialog.tsx';

type Pages = readonly GuidePage[];

const GUIDES: Record<Language, () => Promise<{ pages: Pages }>> = {
  en: () => import('../../docs/guide/en/index.md'),
  fr: () => import('../../docs/guide/fr/index.md'),
  de: () => import('../../docs/guide/de/index.md'),
};

export function GuideDialog({ onClose }: { onClose: () => void }) {
  const language = useLanguage();
  const [pages, setPages] = useState<Pages>([]);
  const screen = usePlace((place) => place.screen);
  const [chosen, setChosen] = useState<string>(screen);
  const title = commandOf('guide').label[language];

  useEffect(() => {
    let gone = false;
    void GUIDES[language]().then((loaded) => !gone && setPages(loaded.pages));
    return () => void (gone = true);
  }, [language]);

  const page = pages.find(({ id }) => id === chosen) ?? pages[0];
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    setChosen(link.dataset['page'] ?? chosen);
  };
  return (
    <Dialog
      onClose={onClose}
      title={title}
      size={1120}
      yOffset="4vh"
      padding={0}
      classNames={{ header: 'guide-header', body: 'guide' }}
    >
      <ScrollArea component="nav" className="guide-pages" aria-label={title} type="auto">
        {pages.map(({ id, title }) => (
          <NavLink
            key={id}
            component="button"
            label={title}
            active={id === page?.id}
            aria-current={id === page?.id ? 'page' : undefined}
            onClick={() => setChosen(id)}
          />
        ))}
      </ScrollArea>
      {/* A page is read from its beginning. */}
      <ScrollArea
        key={page?.id}
        className="guide-text"
        type="auto"
        viewportProps={{ role: 'region', 'aria-label': page?.title ?? title, tabIndex: 0 }}
      >
        {page && (
          <Typography className="guide-words">
            {/* Made by our own build from our own pages; the links in it are reached by keyboard as links. */}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
            <div onClick={follow} dangerouslySetInnerHTML={{ __html: page.html }} />
          </Typography>
        )}
      </ScrollArea>
    </Dialog>
  );
}
