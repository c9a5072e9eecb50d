import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guide } from './build/guide.ts';
import { precompress } from './build/precompress.ts';
import { withoutCodeGeneration } from './build/withoutCodeGeneration.ts';
import { withoutUnused } from './build/withoutUnused.ts';

/** Where `npm run dev` runs the server that answers what is not a file of the Client. */
const developmentServer = process.env['ATRIUM_DEV_SERVER'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwind(), guide(), precompress(), withoutUnused(), withoutCodeGeneration()],
  // Workers are built apart.
  worker: { plugins: () => [withoutUnused(), withoutCodeGeneration()] },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': developmentServer,
      '^/asset/': developmentServer,
      '/signal': { target: developmentServer, ws: true },
    },
  },
  build: {
    target: 'es2022',
    // Browsers of that target preload modules themselves.
    modulePreload: { polyfill: false },
    // A file inlined as a data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
});
