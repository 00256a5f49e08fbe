import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const backend = process.env.XIAODAN_BACKEND ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': { target: backend, changeOrigin: false } } },
  build: {
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    chunkSizeWarningLimit: 1200,
    // The second entry is what people outside open: small, and without the interface kit.
    rolldownOptions: { input: ['index.html', 'p.html'] },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
