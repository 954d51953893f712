import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
// After the theme, whose colours they replace.
import 'katex/dist/katex.min.css';
import 'virtual:bncheck-tokens.css';
import './site.css';
import { defineAsyncComponent } from 'vue';
import FaultReplay from '../../components/FaultReplay.vue';
import HomeFigures from '../../components/HomeFigures.vue';
import HomeVerdicts from '../../components/HomeVerdicts.vue';

// The large ones are loaded where a page uses them: most pages are text.
const components = {
  FaultReplay,
  HomeFigures,
  HomeVerdicts,
  FaultIndex: defineAsyncComponent(() => import('../../components/FaultIndex.vue')),
  BatchPlayground: defineAsyncComponent(() => import('../../components/BatchPlayground.vue')),
  KappaExplorer: defineAsyncComponent(() => import('../../components/KappaExplorer.vue')),
  ImplementationMatrix: defineAsyncComponent(() => import('../../components/ImplementationMatrix.vue')),
  KillMatrix: defineAsyncComponent(() => import('../../components/KillMatrix.vue')),
};

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    for (const [name, component] of Object.entries(components)) app.component(name, component);
  },
};

export default theme;
