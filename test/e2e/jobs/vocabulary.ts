/** What stands on the screen in each language: read from the application’s own catalogues, so that no journey knows English only. */
import { commandOf, type CommandId } from '../../../core/commands/commands.ts';
import { LANGUAGES, say, speaker, type Language } from '../../../core/language/text.ts';
import access from '../../../resources/translations/access-terms.json' with { type: 'json' };
import call from '../../../resources/translations/renderer-call.json' with { type: 'json' };
import changes from '../../../resources/translations/renderer-changes.json' with { type: 'json' };
import contacts from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import exporting from '../../../resources/translations/renderer-export.json' with { type: 'json' };
import form from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import frame from '../../../resources/translations/renderer-frame.json' with { type: 'json' };
import history from '../../../resources/translations/renderer-history.json' with { type: 'json' };
import importing from '../../../resources/translations/renderer-import.json' with { type: 'json' };
import line from '../../../resources/translations/renderer-line.json' with { type: 'json' };
import list from '../../../resources/translations/renderer-list.json' with { type: 'json' };
import permissions from '../../../resources/translations/renderer-permissions.json' with { type: 'json' };
import services from '../../../resources/translations/renderer-services.json' with { type: 'json' };
import session from '../../../resources/translations/renderer-session.json' with { type: 'json' };
import steps from '../../../resources/translations/renderer-steps.json' with { type: 'json' };
import serviceTerms from '../../../resources/translations/service-terms.json' with { type: 'json' };
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };

export const LOCALES = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE' } as const satisfies Record<Language, string>;

/** For `describe.each`: the rows of the table of journeys. */
export const languages = LANGUAGES.map((language) => ({ language }));

export type Vocabulary = ReturnType<typeof vocabulary>;

export const vocabulary = (language: Language) => ({
  access: speaker(access, language),
  call: speaker(call, language),
  changes: speaker(changes, language),
  contacts: speaker(contacts, language),
  exporting: speaker(exporting, language),
  form: speaker(form, language),
  frame: speaker(frame, language),
  history: speaker(history, language),
  importing: speaker(importing, language),
  line: speaker(line, language),
  list: speaker(list, language),
  permissions: speaker(permissions, language),
  services: speaker(services, language),
  serviceTerms: speaker(serviceTerms, language),
  session: speaker(session, language),
  stepOf: speaker(steps, language),
  terms: speaker(terms, language),
  command: (id: CommandId) => say(commandOf(id).label, language),
});
