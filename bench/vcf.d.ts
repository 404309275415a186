/** The one function that is measured; the package has no types of its own. */
declare module 'vcf' {
  interface VCard {
    parse: (text: string) => readonly unknown[];
  }
  const vCard: VCard;
  export = vCard;
}
