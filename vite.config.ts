import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vite';

/** The page: scripts and styles in files of their own, for a content policy without inline code. */
const renderer = (): UserConfig => ({
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
});

export default defineConfig(({ mode }) => {
  if (mode === 'renderer') return renderer();
  throw new Error(`There is no build named ${mode}: use --mode renderer`);
});
