/** The menu of the Configuration Manager: docs/protocols/commander.md, sections 3 and 5b. */
import { json, PAGES } from './device.ts';
import type { Device, Language, Page, Reply } from './device.ts';

/** The words of the vendor's help pages. */
const WORDS: Record<Language, Record<Page | 'userData' | 'addressBooks', string>> = {
  en: {
    userData: 'User data',
    addressBooks: 'Address books',
    contacts: 'Contacts and assignment',
    contactGroups: 'Contact groups',
    permissions: 'Contact group authorisations',
    standardGroups: 'Standard contact groups',
    ldap: 'Settings',
    contactsImport: 'CSV import',
    vcardImport: 'vCard v2.1 import',
  },
  fr: {
    userData: 'Données des utilisateurs',
    addressBooks: "Carnets d'adresses",
    contacts: 'Contacts et affectation',
    contactGroups: 'Groupes de contacts',
    permissions: 'Autorisations',
    standardGroups: 'Groupes de contacts par défaut',
    ldap: 'Paramètres',
    contactsImport: 'Importation CSV',
    vcardImport: 'Importer la vCard v2.1',
  },
  de: {
    userData: 'Benutzerdaten',
    addressBooks: 'Adressbücher',
    contacts: 'Kontakte und Zuordnung',
    contactGroups: 'Kontaktgruppen',
    permissions: 'Berechtigungen',
    standardGroups: 'Standardkontaktgruppen',
    ldap: 'Einstellungen',
    contactsImport: 'CSV-Import',
    vcardImport: 'vCard v2.1-Import',
  },
};

export function tree({ language, pageName }: Device): Reply {
  const words = WORDS[language];
  const pages = PAGES.map((page, at) => ({
    id: String(at + 3),
    text: words[page],
    page: pageName(page),
    items: [],
  }));
  const addressBooks = { id: '2', text: words.addressBooks, items: pages };
  return json([{ id: '1', text: words.userData, items: [addressBooks] }]);
}
