/** Work on texts of which most come again and again: letters, given names, towns. */

/** `work`, with its last results at hand; all are forgotten when there are more than `most`. */
export function remembering<T>(most: number, work: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = work(text);
    if (results.size >= most) results.clear();
    results.set(text, result);
    return result;
  };
}
