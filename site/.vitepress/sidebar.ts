import type { DefaultTheme } from 'vitepress';
import { chapters } from '../build/chapters.ts';
import { faultRooms } from '../build/fault-rooms.ts';

/** The navigation beside each part of the site. */
export function sidebar(): DefaultTheme.SidebarMulti {
  const spec = chapters().map(({ title, page, part }) => ({
    part,
    item: { text: title, link: `/${page.replace(/index$/, '')}` },
  }));
  const parts = [...new Set(spec.map(({ part }) => part))];
  return {
    '/spec/': parts.map((part) => ({
      text: part,
      items: spec.filter((one) => one.part === part).map(({ item }) => item),
    })),
    '/faults/': [
      { text: 'All faults', link: '/faults/' },
      {
        text: 'Rooms',
        items: faultRooms().map(({ name, title }) => ({ text: title, link: `/faults/${name}` })),
      },
    ],
    '/api/': [
      {
        text: 'API',
        items: [
          { text: 'bncheck', link: '/api/bncheck' },
          { text: 'bncheck/kernels', link: '/api/kernels' },
          { text: 'bncheck/vitest', link: '/api/vitest' },
        ],
      },
    ],
  };
}
