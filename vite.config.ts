import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vite';
import { contract } from './core/api/contract.ts';
import { WINDOW_EVENTS, windowCalls } from './core/api/window.ts';
import { MANIFEST } from './main/shell/manifest.ts';
import { guide } from './packaging/guide.ts';

/**
 * Node and Electron: chunks lie beside the entries, so that `import.meta.url` means the same folder in all of them.
 * Everything is bundled but what has a native binary, so that a package holds no module twice and starts sooner.
 */
const main: UserConfig = {
  root: 'main',
  publicDir: false,
  ssr: {
    noExternal: true,
    external: ['electron', 'better-sqlite3', '@napi-rs/keyring', '@serialport/bindings-cpp'],
  },
  build: {
    ssr: true,
    target: 'node24',
    outDir: '../dist/main',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        switchbook: 'main/shell/cli/main.ts',
        worker: 'main/api/worker.ts',
        'photo-thread': 'main/photo/thread.ts',
        electron: 'main/shell/electron/main.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** A sandboxed preload script has no module loader: one CommonJS file, which knows every name that it lets through. */
const preload: UserConfig = {
  root: 'preload',
  publicDir: false,
  define: {
    EVENTS: JSON.stringify(['site-changed', 'progress', ...WINDOW_EVENTS]),
    OPERATIONS: JSON.stringify([...Object.keys(contract), ...Object.keys(windowCalls), 'calls.cancel']),
  },
  build: {
    ssr: true,
    outDir: '../dist/preload',
    emptyOutDir: true,
    rolldownOptions: {
      input: 'preload/preload.ts',
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
};

/** Writes down what the page consists of: nothing else is served, whatever else lies in the folder one day. */
const manifest: Plugin = {
  name: 'manifest',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const files = Object.keys(bundle).sort();
      this.emitFile({ type: 'asset', fileName: MANIFEST, source: JSON.stringify({ files }) });
    },
  },
};

/** What is loaded while the first script already asks for the first rows: the application, and all that it is made of. */
const ahead: Plugin = {
  name: 'ahead',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const files = new Set<string>();
      const add = (file: string): void => {
        const chunk = bundle[file];
        if (files.has(file) || chunk?.type !== 'chunk') return;
        files.add(file);
        chunk.imports.forEach(add);
      };
      const application = Object.values(bundle).find(({ name, type }) => type === 'chunk' && name === 'app');
      if (application === undefined) throw new Error('The page has no application');
      add(application.fileName);
      return [...files]
        .filter((file) => !html.includes(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        }));
    },
  },
};

/** Chunks of what several parts share are named after all of them. */
const shortName = (name = ''): string => name.split('~')[0] ?? '';

/** The page: scripts and styles in files of their own, for a content policy without inline code. */
const renderer: UserConfig = {
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react(), guide, ahead, manifest],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome140', 'firefox140', 'safari18.2'],
    rolldownOptions: {
      input: { index: 'renderer/index.html', app: 'renderer/app.tsx' },
      output: {
        // Files that are put together may need each other in a circle.
        strictExecutionOrder: true,
        // A dozen files instead of fifty at the start: each costs a request of its own.
        codeSplitting: {
          groups: [
            { name: 'shared', tags: ['$initial'], entriesAware: true, entriesAwareMergeThreshold: 100_000 },
          ],
        },
        chunkFileNames: ({ name }) => `assets/${shortName(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${shortName(names[0]?.replace(/\.\w+$/, ''))}-[hash][extname]`,
      },
    },
  },
};

const builds: Record<string, UserConfig> = { main, preload, renderer };

export default defineConfig(({ mode }) => {
  const build = builds[mode];
  if (build === undefined)
    throw new Error(`There is no build named ${mode}: use --mode ${Object.keys(builds).join(', ')}`);
  return build;
});
