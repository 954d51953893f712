import type { TopLevelSpec } from 'vega-lite';

/** Draws a chart as SVG. */
export type SvgDrawer = (spec: TopLevelSpec) => Promise<string>;

/** Loads what draws; rejects, with what to install, where vega or vega-lite is missing. `wanted` begins the sentence. */
export async function loadSvgDrawer(wanted: string): Promise<SvgDrawer> {
  const loaded = await Promise.all([import('vega'), import('vega-lite')]).catch((cause) => {
    throw new Error(`${wanted} two packages: npm install vega vega-lite`, { cause });
  });
  const [vega, { compile }] = loaded;
  return async (spec) => {
    const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
    const svg = await view.toSVG();
    view.finalize();
    return svg;
  };
}
