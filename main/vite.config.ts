import { defineConfig } from 'vite';

/** Chunks lie beside the entries, so that `import.meta.url` means the same folder in all of them. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    ssr: true,
    target: 'node24',
    outDir: '../dist/main',
    emptyOutDir: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        switchbook: 'shell/cli/main.ts',
        worker: 'api/worker.ts',
        electron: 'shell/electron/main.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
