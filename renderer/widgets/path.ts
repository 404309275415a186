/** The name at the end of a path of any system; the folders before it are said elsewhere, or as a title. */
export const lastOf = (path: string): string =>
  path.slice(Math.max(...['/', '\\'].map((sign) => path.lastIndexOf(sign))) + 1);
