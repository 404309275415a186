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

/** The page: scripts and styles in files of their own, for a content policy without inline code. */
const renderer: UserConfig = {
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react(), guide, manifest],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome140', 'firefox140', 'safari18.2'],
    chunkSizeWarningLimit: 1500,
  },
};

const builds: Record<string, UserConfig> = { main, preload, renderer };

export default defineConfig(({ mode }) => {
  const build = builds[mode];
  if (build === undefined)
    throw new Error(`There is no build named ${mode}: use --mode ${Object.keys(builds).join(', ')}`);
  return build;
});
