/** The one page for whoever has no session: says in their language how to get in. It has no script and shows no data. */
import { createHash } from 'node:crypto';
import { languageOf, speaker } from '../../../core/language/text.ts';
import texts from '../../../resources/translations/browser.json' with { type: 'json' };

export type Door = keyof typeof texts;

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.25rem; font-weight: 600 }`;

/** The source expression of a policy that lets this style in and no other. */
export const DOOR_STYLE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

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
<meta name="viewport" content="width=device-width">
<style>${STYLE}</style>
<title>Switchbook</title>
<h1>Switchbook</h1>
<p>${say(text)}</p>
`,
  };
}
