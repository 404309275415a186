/** What packaging/guide.ts makes of a language’s folder of docs/guide when the page is built. */
declare module '*/index.md' {
  export interface GuidePage {
    id: string;
    title: string;
    html: string;
  }
  /** In the order of its index, which is the first. */
  export const pages: readonly GuidePage[];
}
