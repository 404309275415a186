/** better-sqlite3 13 ends the process without a word on Node below 22; the product is built and tested on 24. */
const NEEDED = 24;

/** A sentence for the person, or null when this Node will do. */
export function nodeComplaint(
  version: string,
  environment: Record<string, string | undefined>,
): string | null {
  if (Number.parseInt(version, 10) >= NEEDED) return null;
  const language = (environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || 'en').slice(
    0,
    2,
  );
  if (language === 'fr')
    return `Switchbook a besoin de Node ${NEEDED} ou plus récent ; celui-ci est Node ${version}.`;
  if (language === 'de') return `Switchbook braucht Node ${NEEDED} oder neuer; dies ist Node ${version}.`;
  return `Switchbook needs Node ${NEEDED} or newer; this is Node ${version}.`;
}
