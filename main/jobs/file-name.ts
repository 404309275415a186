/** Names of files that are made here. */

/** Without characters that a file system refuses. */
export const fileNameOf = (name: string): string =>
  name
    // oxlint-disable-next-line no-control-regex -- control characters are refused too
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '_')
    .replace(/^\.+/, '')
    .slice(0, 100)
    .trim() || 'contacts';
