import { defineConfig } from 'vite';

/** A sandboxed preload script has no module loader: one CommonJS file. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    ssr: true,
    target: 'chrome150',
    outDir: '../dist/preload',
    emptyOutDir: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: 'preload.ts',
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
});
