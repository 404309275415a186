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
import { ChangesBadge } from '../changes/badge.tsx';
import text from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import type { ScreenId } from '../../core/commands/screens.ts';
import type { Action } from '../../core/directory/access.ts';
import type { Sentence } from '../../core/language/text.ts';
import { ContactsScreen } from '../contacts/screen.tsx';
import { ImportBadge } from '../import/badge.tsx';
import { later } from '../widgets/later.ts';

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
    component: later(async () => (await import('../import/screen.tsx')).ImportScreen),
    badge: ImportBadge,
  },
  calls: {
    label: text['screen.calls'],
    icon: IconPhone,
    needs: 'adopt-call',
    component: later(async () => (await import('../calls/screen.tsx')).CallsScreen),
  },
  duplicates: {
    label: text['screen.duplicates'],
    icon: IconArrowsJoin2,
    needs: 'edit',
    component: later(async () => (await import('../duplicates/screen.tsx')).DuplicatesScreen),
  },
  permissions: {
    label: text['screen.permissions'],
    icon: IconShieldLock,
    component: later(async () => (await import('../permissions/screen.tsx')).PermissionsScreen),
    needs: 'change-access',
  },
  changes: {
    label: text['screen.changes'],
    icon: IconArrowsDiff,
    needs: 'manage-site',
    component: later(async () => (await import('../changes/screen.tsx')).ChangesScreen),
    badge: ChangesBadge,
  },
  check: {
    label: text['screen.check'],
    icon: IconListCheck,
    needs: 'manage-site',
    component: later(async () => (await import('../check/screen.tsx')).CheckScreen),
  },
  books: {
    label: text['screen.books'],
    icon: IconBooks,
    needs: 'manage-site',
    component: later(async () => (await import('../books/screen.tsx')).BooksScreen),
  },
  services: {
    label: text['screen.services'],
    icon: IconUserShield,
    needs: 'manage-site',
    component: later(async () => (await import('../services/screen.tsx')).ServicesScreen),
  },
  history: {
    label: text['screen.history'],
    icon: IconHistory,
    component: later(async () => (await import('../history/screen.tsx')).HistoryScreen),
  },
  file: {
    label: text['screen.file'],
    icon: IconFileDatabase,
    needs: 'manage-site',
    component: later(async () => (await import('../site/file-screen.tsx')).FileScreen),
  },
};

export const screenOf = (id: ScreenId): Screen => SCREENS[id];
