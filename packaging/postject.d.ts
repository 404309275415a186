/** The package brings no types: the one function that is used. */
declare module 'postject' {
  export function inject(
    path: string,
    name: string,
    data: Buffer,
    options: { sentinelFuse: string; machoSegmentName?: string },
  ): Promise<void>;
}
