import { katex } from '@mdit/plugin-katex';
import { defineConfig } from 'vitepress';
import { headingSlug } from '../build/heading-slug.ts';
import { reachable } from './reachable.ts';
import { sidebar } from './sidebar.ts';
import { tokensPlugin } from './tokens-plugin.ts';

/** Where the site will live below its host, with a slash at both ends. */
const base = process.env.SITE_BASE ?? '/';

export default defineConfig({
  base,
  lang: 'en',
  title: 'bncheck',
  description: 'The conformance suite for batch normalization.',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }]],
  srcDir: 'pages',
  outDir: 'dist',
  // Every dead link fails the build.
  ignoreDeadLinks: false,
  vite: { plugins: [tokensPlugin()], build: { target: 'es2022', chunkSizeWarningLimit: 1000 } },
  markdown: {
    anchor: { slugify: headingSlug },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => {
      // v-pre: braces of TeX are no expressions of Vue.
      // The two packages bring types of markdown-it of different versions.
      katex(md as never, {
        delimiters: 'dollars',
        throwOnError: true,
        strict: 'error',
        // A formula that is wider than its page scrolls, which the keyboard must be able to.
        transformer: (html: string) =>
          html.replace(/^(\s*<\w+)/, html.includes('katex-display') ? '$1 v-pre tabindex="0"' : '$1 v-pre'),
      });
      md.core.ruler.push('reachable', reachable);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Playground', link: '/playground' },
      { text: 'Specification', link: '/spec/', activeMatch: '^/spec/' },
      { text: 'Faults', link: '/faults/', activeMatch: '^/faults/' },
      { text: 'Implementations', link: '/implementations' },
      { text: 'Power', link: '/power' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
    ],
    sidebar: sidebar(),
    search: { provider: 'local' },
    outline: { level: [2, 3] },
  },
});
