/** Why the services end a page's line: numbers of WebSocket closing, from the range that is free for applications. */
export const LINE_END = {
  /** Nobody has used the page for a while: what it shows must go. */
  locked: 4001,
  /** Another site was opened in another window of the browser. */
  renew: 4002,
} as const;
