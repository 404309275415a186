/** What each screen consists of. A new one is a folder of its own, an entry here and one in `core/commands/screens.ts`. */
import {
  IconAddressBook,
  IconArrowsDiff,
  IconArrowsJoin2,
  IconBooks,
  IconFileDatabase,
  IconFileImport,
  IconHistory,
  IconListCheck,
  IconPhone,
  IconShieldLock,
  IconUserShield,
} from '@tabler/icons-react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { lazy } from 'react';
import { ChangesBadge } from '../changes/badge.tsx';
import text from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import type { ScreenId } from '../../core/commands/screens.ts';
import type { Action } from '../../core/directory/access.ts';
import type { Sentence } from '../../core/language/text.ts';
import { ContactsScreen } from '../contacts/screen.tsx';
import { ImportBadge } from '../import/badge.tsx';

export interface Screen {
  label: Sentence;
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  /** Loaded when it is first shown, but for the one that everybody sees first. */
  component: ComponentType | LazyExoticComponent<ComponentType>;
  /** What whoever opens it must be allowed to do. */
  needs?: Action;
  /** What the rail shows beside the name, drawing nothing for nothing. */
  badge?: ComponentType;
}

const SCREENS: Record<ScreenId, Screen> = {
  contacts: {
    label: text['screen.contacts'],
    icon: IconAddressBook,
    component: ContactsScreen,
  },
  import: {
    label: text['screen.import'],
    icon: IconFileImport,
    needs: 'import-vcard',
    component: lazy(() =>
      import('../import/screen.tsx').then(({ ImportScreen }) => ({ default: ImportScreen })),
    ),
    badge: ImportBadge,
  },
  calls: {
    label: text['screen.calls'],
    icon: IconPhone,
    needs: 'adopt-call',
    component: lazy(() =>
      import('../calls/screen.tsx').then(({ CallsScreen }) => ({ default: CallsScreen })),
    ),
  },
  duplicates: {
    label: text['screen.duplicates'],
    icon: IconArrowsJoin2,
    needs: 'edit',
    component: lazy(() =>
      import('../duplicates/screen.tsx').then(({ DuplicatesScreen }) => ({ default: DuplicatesScreen })),
    ),
  },
  permissions: {
    label: text['screen.permissions'],
    icon: IconShieldLock,
    component: lazy(() =>
      import('../permissions/screen.tsx').then(({ PermissionsScreen }) => ({ default: PermissionsScreen })),
    ),
    needs: 'change-access',
  },
  changes: {
    label: text['screen.changes'],
    icon: IconArrowsDiff,
    needs: 'manage-site',
    component: lazy(() =>
      import('../changes/screen.tsx').then(({ ChangesScreen }) => ({ default: ChangesScreen })),
    ),
    badge: ChangesBadge,
  },
  check: {
    label: text['screen.check'],
    icon: IconListCheck,
    needs: 'manage-site',
    component: lazy(() =>
      import('../check/screen.tsx').then(({ CheckScreen }) => ({ default: CheckScreen })),
    ),
  },
  books: {
    label: text['screen.books'],
    icon: IconBooks,
    needs: 'manage-site',
    component: lazy(() =>
      import('../books/screen.tsx').then(({ BooksScreen }) => ({ default: BooksScreen })),
    ),
  },
  services: {
    label: text['screen.services'],
    icon: IconUserShield,
    needs: 'manage-site',
    component: lazy(() =>
      import('../services/screen.tsx').then(({ ServicesScreen }) => ({ default: ServicesScreen })),
    ),
  },
  history: {
    label: text['screen.history'],
    icon: IconHistory,
    component: lazy(() =>
      import('../history/screen.tsx').then(({ HistoryScreen }) => ({ default: HistoryScreen })),
    ),
  },
  file: {
    label: text['screen.file'],
    icon: IconFileDatabase,
    needs: 'manage-site',
    component: lazy(() =>
      import('../site/file-screen.tsx').then(({ FileScreen }) => ({ default: FileScreen })),
    ),
  },
};

export const screenOf = (id: ScreenId): Screen => SCREENS[id];
