/** What the pages of the simulator share: their look, and the headers that keep them to themselves. */
import { createHash } from 'node:crypto';
import { escape } from '../escape.ts';
import type { Reply } from './answer.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#64707f;--line:#dfe4ea;--paper:#fff;--back:#f3f5f8;--mark:#0b6e99;--tint:#e6f2f7;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#98a3b1;--line:#2d3540;--paper:#1a2028;--back:#12161c;--mark:#5bb8de;--tint:#16303c;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:14px/1.45 system-ui,sans-serif}
header{display:flex;gap:24px;align-items:baseline;flex-wrap:wrap;padding:20px 28px;background:var(--paper);border-bottom:1px solid var(--line)}
h1{margin:0;font-size:20px}h2{margin:0 0 10px;font-size:12px;font-weight:600;color:var(--soft);text-transform:uppercase;letter-spacing:.06em}
h3{margin:14px 0 6px;font-size:14px}header span{color:var(--soft)}header b{color:var(--ink);font-weight:600}
main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:18px;padding:18px 28px;align-items:start}
@media(max-width:1150px){main{grid-template-columns:1fr}}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:16px;min-width:0;overflow-x:auto}
a{color:var(--mark);text-decoration:none}table{width:100%;border-collapse:collapse}
th{text-align:left;font-size:12px;color:var(--soft);font-weight:600}
th,td{padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top}td small{color:var(--soft);display:block}
.n{font-variant-numeric:tabular-nums;white-space:nowrap}.tag{display:inline-block;background:var(--tint);color:var(--mark);border-radius:4px;padding:0 6px;font-size:12px}
.bad{color:var(--bad);font-weight:600}p{color:var(--soft)}pre{margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.4 ui-monospace,monospace}
form{display:inline}label{display:block;margin:10px 0}select,button{font:inherit;padding:6px 10px;border:1px solid var(--line);border-radius:6px;background:var(--back);color:inherit}
button{cursor:pointer}.log td{font-size:12px;padding:4px 6px;overflow-wrap:anywhere}
.narrow{max-width:520px;margin:40px auto}`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** `script`: the only one that may run. */
export function page(title: string, body: string, script = ''): Reply {
  const scripts = script === '' ? '' : `script-src ${hash(script)};connect-src 'self';`;
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${STYLE}</style></head><body>${body}${script === '' ? '' : `<script>${script}</script>`}</body></html>`,
    headers: {
      // No form-action: a browser would apply it to the redirection after a key is validated, too.
      'content-security-policy': `default-src 'none';style-src ${hash(STYLE)};${scripts}base-uri 'none';frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  };
}

export const redirect = (location: string): Reply => ({
  status: 303,
  type: 'text/plain',
  body: '',
  headers: { location },
});
