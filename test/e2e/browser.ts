/** A real browser on the built application. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where systems put a browser that Playwright can drive. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const downloaded = (): string | undefined => {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
};

/** Undefined where there is none: the journeys are then skipped by name, and fail where CI is set. */
const browserPath: string | undefined = PLACES.find((path) => existsSync(path)) ?? downloaded();

export function launch(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('No Chromium, Chrome or Edge is installed here');
  return chromium.launch({
    executablePath: browserPath,
    // Root in a container has no user namespaces; the flags after it keep the browser off the network.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Journeys are never skipped silently where every check counts. */
export const skipJourneys = browserPath === undefined && process.env['CI'] === undefined;
