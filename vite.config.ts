import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vite';

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

/** A sandboxed preload script has no module loader: one CommonJS file. */
const preload: UserConfig = {
  root: 'preload',
  publicDir: false,
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

/** The page: scripts and styles in files of their own, for a content policy without inline code. */
const renderer: UserConfig = {
  root: 'renderer',
  base: './',
  plugins: [react()],
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
