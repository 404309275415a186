/** The manual page, in the macros of man(7). */
import { everyOutline, type Outline, type OutlinedOption } from './outline.ts';

/** Backslashes, hyphens that are typed, a dot or quote that would begin a request, letters beyond ASCII. */
const plain = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&')
    .replaceAll(
      /[^\n -~]/gu,
      (letter) => `\\[u${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`,
    );

const bold = (text: string): string => `\\fB${plain(text)}\\fR`;

/** `--site <file>`: what is typed stands bold, what is filled in italic. */
const flagged = (flags: string): string =>
  flags
    .split(/(<[^>]+>|\[[^\]]+\])/)
    .map((part) => (/^[<[]/.test(part) ? `\\fI${plain(part)}\\fR` : part === '' ? '' : bold(part)))
    .join('');

const option = ({ flags, description, choices, mandatory }: OutlinedOption): string[] => {
  const more = [
    ...(choices.length > 0 ? [`One of ${choices.join(', ')}.`] : []),
    ...(mandatory ? ['Must be given.'] : []),
  ];
  return ['.TP', flagged(flags), plain([description, ...more].join('. ').replace(/\.\./g, '.'))];
};

function section(outline: Outline): string[] {
  const usage = ['switchbook', outline.path, ...outline.arguments.map(({ usage: word }) => word)].join(' ');
  return [
    `.SS ${plain(outline.path)}`,
    ...(outline.description === '' ? [] : [plain(outline.description)]),
    '.PP',
    flagged(usage),
    ...outline.arguments
      .filter(({ description, choices }) => description !== '' || choices.length > 0)
      .flatMap(({ usage: word, description, choices }) => [
        '.TP',
        `\\fI${plain(word)}\\fR`,
        plain(
          [description, choices.length > 0 ? `One of ${choices.join(', ')}.` : ''].filter(Boolean).join('. '),
        ),
      ]),
    ...outline.options.filter(({ words }) => !words.includes('--help')).flatMap(option),
  ];
}

/** What no option says: the same for every command. */
const EXITS = [
  ['0', 'Done.'],
  ['1', 'Failed.'],
  ['2', 'Wrong usage.'],
  ['3', 'Conflicts need a decision.'],
  ['4', 'Done, but rows were rejected.'],
] as const;
const VARIABLES = [
  [
    'SWITCHBOOK_PASSWORD',
    'The password of a PBX or account, where neither keychain nor prompt is to be used.',
  ],
  ['SWITCHBOOK_OVH_APPLICATION_SECRET', 'Of the key of an application at OVHcloud.'],
  ['SWITCHBOOK_OVH_CONSUMER_KEY', 'Of the person who let it in.'],
  ['SWITCHBOOK_KEYCHAIN', '‘off’: passwords are neither looked up nor remembered in the keychain.'],
  ['LANG', 'The language of sentences: English, French or German.'],
] as const;

const list = (entries: readonly (readonly [string, string])[]): string[] =>
  entries.flatMap(([word, text]) => ['.TP', bold(word), plain(text)]);

export function manualPage(program: Outline, version: string): string {
  const commands = everyOutline(program).filter(
    ({ path, children, arguments: own }) => path !== '' && (children.length === 0 || own.length > 0),
  );
  return `${[
    '.\\" Made by `switchbook man` from the commands themselves.',
    `.TH SWITCHBOOK 1 "" "Switchbook ${version}" "Switchbook"`,
    '.SH NAME',
    'switchbook \\- the contacts of a PBX: import, check, compare, upload',
    '.SH SYNOPSIS',
    `${bold('switchbook')} \\fIcommand\\fR [\\fIoptions\\fR]`,
    '.SH DESCRIPTION',
    plain(
      'Manages the contacts of an on-premises PBX and of OVHcloud telephony. They are edited offline in one site file ' +
        'and uploaded over the network or a serial line.',
    ),
    plain('Every command takes --help; those with a result take --json and print one JSON document.'),
    '.SH COMMANDS',
    ...commands.flatMap(section),
    '.SH EXIT STATUS',
    ...list(EXITS),
    '.SH ENVIRONMENT',
    ...list(VARIABLES),
  ].join('\n')}\n`;
}
