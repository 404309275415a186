/** The contacts: search, tabs and list on the left, the chosen contact on the right. */
import type { ReactNode } from 'react';
import { Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ExportFormat } from '../../core/api/export.ts';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useMay, useMayFor, useMaySomewhere } from '../state/may.ts';
import { leaveSafely } from '../state/place.ts';
import { prefer, usePreferences } from '../state/preferences.ts';
import { useText } from '../text.ts';
import { later } from '../widgets/later.ts';
import { Panes } from '../widgets/panes.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { useCommand } from '../commands/doing.ts';
import { useContactActions } from './actions.ts';
import { Chips } from './chips.tsx';
import { keepShown, NOTHING, setChoice, useChosen } from './chosen.ts';
import { Detail } from './detail.tsx';
import { Filters } from './filters.tsx';
import type { Finder } from './finder.ts';
import type { ListProps } from './list.tsx';
import { ContactList } from './list.tsx';
import { NoContacts } from './no-contacts.tsx';
import { showView, startEdit, startNew } from './pane.ts';
import './screen.css';
import { Tabs } from './tabs.tsx';
import { Toolbar } from './toolbar.tsx';
import { useFound, useList } from './list-state.ts';

const ExportDialog = later(async () => (await import('./export-dialog.tsx')).ExportDialog);

/** Busy as long as what it shows is not what was asked for. */
function Answering({ finder, children }: { finder: Finder; children: ReactNode }) {
  const behind = useSyncExternalStore(finder.subscribe, finder.isBehind);
  return (
    <div className="screen contacts" aria-busy={behind}>
      {children}
    </div>
  );
}

function Answer({ finder, rows, onDelete, onEdit }: ListProps) {
  const problem = useFound(finder, (found) => found.problem);
  const known = useFound(finder, (found) => found.key !== '');
  const empty = useFound(finder, ({ order }) => order.ids.length === 0);
  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      {known && empty ? (
        problem === null && <NoContacts />
      ) : (
        <ContactList finder={finder} rows={rows} onDelete={onDelete} onEdit={onEdit} />
      )}
    </>
  );
}

export function ContactsScreen() {
  const say = useText(words);
  const { finder, rows } = useList();
  const filtersShown = usePreferences((state) => state.filtersShown);
  const [exporting, setExporting] = useState<ExportFormat | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const actions = useContactActions();
  const tell = useTell();

  useEffect(() => {
    const look = () => {
      const { order, key, whole } = finder.found();
      if (key === '') return;
      document.body.dataset['ready'] = 'true';
      // Of a list that is not there as a whole it is not known what it shows.
      if (whole && !finder.isBehind()) setChoice(keepShown(useChosen.getState(), order));
    };
    look();
    return finder.subscribe(look);
  }, [finder]);

  const chosenIds = useChosen((state) => state.chosen);
  const mayFor = useMayFor(useMemo(() => [...chosenIds], [chosenIds]));
  const may = useMay();
  const maySomewhere = useMaySomewhere();
  const whyNotDelete = mayFor('delete');
  const whyNotEdit = mayFor('edit');

  const remove = () => {
    const { chosen, focus } = useChosen.getState();
    if (chosen.size === 0) return;
    if (whyNotDelete !== null) {
      tell.done(whyNotDelete);
      return;
    }
    const { order } = finder.found();
    const from = (focus === null ? undefined : order.place.get(focus)) ?? 0;
    const next = order.ids.find((id, index) => index > from && !chosen.has(id)) ?? null;
    leaveSafely(() => {
      showView();
      void actions.remove([...chosen]);
      setChoice({ ...NOTHING, focus: next, anchor: next });
    });
  };
  const edit = () => {
    const [id, ...others] = useChosen.getState().chosen;
    if (id === undefined || others.length > 0) return;
    if (whyNotEdit === null) startEdit(id);
    else tell.done(whyNotEdit);
  };
  const toSearch = () => searchField.current?.select();
  const toExport = () => setExporting('csv');
  useCommand('new-contact', startNew, maySomewhere('create'));
  useCommand('edit-contact', chosenIds.size === 1 ? edit : null, whyNotEdit);
  useCommand('delete', chosenIds.size > 0 ? remove : null, whyNotDelete);
  useCommand('find', toSearch);
  useCommand('filter', () => prefer({ filtersShown: !filtersShown }));
  useCommand('export', toExport, may('export-csv'));
  useCommand('print-directory', () => setExporting('directory-pdf'), may('export-csv'));

  return (
    <Panes
      pane="detail"
      side="right"
      width={360}
      min={280}
      max={640}
      handle={say('detail.width')}
      narrow={<Detail onDelete={remove} onExport={toExport} />}
    >
      <Answering finder={finder}>
        <Toolbar
          field={searchField}
          finder={finder}
          whyNotDelete={whyNotDelete}
          onDelete={remove}
          onExport={toExport}
        />
        {filtersShown && <Filters />}
        <Chips />
        <Tabs />
        <Answer finder={finder} rows={rows} onDelete={remove} onEdit={edit} />
      </Answering>
      <Suspense>
        {exporting !== null && <ExportDialog wanted={exporting} onClose={() => setExporting(null)} />}
      </Suspense>
    </Panes>
  );
}
