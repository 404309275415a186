/** The one page for whoever has no session: says in their language how to get in. It has no script and shows no data. */
import { languageOf, speaker } from '../../../core/language/text.ts';
import texts from '../../../resources/translations/browser.json' with { type: 'json' };

export type Door = keyof typeof texts;

/** `languages`: an Accept-Language. */
export function closedDoor(text: Door, languages: string | undefined): { type: string; body: string } {
  const language = languageOf(languages);
  const say = speaker(texts, language);
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Switchbook</title>
<h1>Switchbook</h1>
<p>${say(text)}</p>
`,
  };
}
