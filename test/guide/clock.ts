/** The same morning in every picture. Loaded before the application by Node, and before its page by the browser. */

/** `shift`: milliseconds from the real time to that of the pictures. */
export function shiftClock(shift: number): void {
  const RealDate = Date;
  const now = (): number => RealDate.now() + shift;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget: typeof Date): Date =>
      // oxlint-disable-next-line typescript/no-unsafe-return
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

const wanted = typeof process === 'undefined' ? undefined : process.env['SWITCHBOOK_GUIDE_CLOCK'];
if (wanted !== undefined) shiftClock(Number(wanted));
