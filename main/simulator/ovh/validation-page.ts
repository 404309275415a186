/** The page on which a person lets a consumer key in, or does not (docs/protocols/ovh.md, sections 3 and 9). */
import { z } from 'zod';
import type { Reply } from './answer.ts';
import { credentialOfToken, decide } from './credentials.ts';
import { escape } from '../escape.ts';
import { page, redirect } from './html.ts';
import { CUSTOMER } from './rows.ts';
import type { World } from './world.ts';

const VALIDITIES = [
  ['3600', '1 hour'],
  ['86400', '1 day'],
  ['604800', '7 days'],
  ['2592000', '30 days'],
  ['0', 'Unlimited'],
] as const;

const SAID = z.object({
  credentialToken: z.string(),
  decision: z.enum(['authorise', 'refuse']),
  nichandle: z.string().default(''),
  validity: z.enum(VALIDITIES.map(([seconds]) => seconds)).default('86400'),
});

const plain = (status: number, title: string, text: string): Reply => ({
  ...page(title, `<section class="narrow"><h1>${escape(title)}</h1><p>${escape(text)}</p></section>`),
  status,
});

const UNKNOWN = plain(
  404,
  'Unknown request',
  'This address does not belong to a key that waits for its validation.',
);

export function validationPage(world: World, token: string): Reply {
  const credential = credentialOfToken(world.store, token, world.now());
  if (credential?.status !== 'pendingValidation') return UNKNOWN;
  const customers = world.store.all(CUSTOMER, 'SELECT * FROM customer ORDER BY rowid');
  const option = (value: string, text: string): string =>
    `<option value="${escape(value)}">${escape(text)}</option>`;
  const rules = credential.rules.map(
    ({ method, path }) => `<tr><td>${method}</td><td>${escape(path)}</td></tr>`,
  );
  return page(
    'Authorise an application',
    `<section class="narrow"><h1>Authorise an application</h1><p>It asks to be allowed:</p><table>${rules.join('')}</table>
<form method="post" action="/auth/validate"><input type="hidden" name="credentialToken" value="${escape(token)}">
<label>Customer <select name="nichandle">${customers.map(({ nic, firstname, name }) => option(nic, `${nic} (${firstname} ${name})`)).join('')}</select></label>
<label>Validity <select name="validity">${VALIDITIES.map(([seconds, text]) => option(seconds, text)).join('')}</select></label>
<button name="decision" value="authorise">Authorise</button> <button name="decision" value="refuse">Refuse</button></form></section>`,
  );
}

/** `form`: as a browser posts it. */
export function validate(world: World, form: URLSearchParams): Reply {
  const said = SAID.safeParse(Object.fromEntries(form));
  if (!said.success) return plain(400, 'Not understood', 'A field of the form is missing.');
  const { credentialToken, decision, nichandle, validity } = said.data;
  const credential = credentialOfToken(world.store, credentialToken, world.now());
  const known = world.store.one(CUSTOMER, 'SELECT * FROM customer WHERE nic = ?', nichandle);
  if (decision === 'authorise' && known === null)
    return plain(400, 'Not understood', 'This customer does not exist.');
  const done = decide(
    world,
    credentialToken,
    decision === 'refuse' ? 'refuse' : { nic: nichandle, seconds: Number(validity) },
  );
  if (!done || credential === null) return UNKNOWN;
  const { redirection } = credential;
  if (redirection !== null && /^https?:\/\//.test(redirection) && URL.canParse(redirection))
    return redirect(new URL(redirection).href);
  return decision === 'authorise'
    ? plain(200, 'Authorised', 'The application may go on. You can close this page.')
    : plain(200, 'Refused', 'The application may not go on. You can close this page.');
}
