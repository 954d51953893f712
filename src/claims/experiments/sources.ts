import type { Source } from '../claim.ts';

/** The papers that the chapter leans on. */
export const papers = {
  ioffe: {
    title:
      'Ioffe and Szegedy 2015, Batch normalization: accelerating deep network training by reducing internal covariate shift',
    url: 'https://arxiv.org/abs/1502.03167',
  },
  santurkar: {
    title: 'Santurkar, Tsipras, Ilyas and Madry 2018, How does batch normalization help optimization?',
    url: 'https://arxiv.org/abs/1805.11604',
  },
  bjorck: {
    title: 'Bjorck, Gomes, Selman and Weinberger 2018, Understanding batch normalization',
    url: 'https://arxiv.org/abs/1806.02375',
  },
  he: {
    title: 'He, Zhang, Ren and Sun 2015, Delving deep into rectifiers',
    url: 'https://arxiv.org/abs/1502.01852',
  },
  yang: {
    title:
      'Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz 2019, A mean field theory of batch normalization',
    url: 'https://arxiv.org/abs/1902.08129',
  },
  luo: {
    title: 'Luo, Wang, Shao and Peng 2019, Towards understanding regularization in batch normalization',
    url: 'https://arxiv.org/abs/1809.00846',
  },
  wu: {
    title: 'Wu and Johnson 2021, Rethinking "batch" in BatchNorm',
    url: 'https://arxiv.org/abs/2105.07576',
  },
  group: { title: 'Wu and He 2018, Group normalization', url: 'https://arxiv.org/abs/1803.08494' },
  adabn: {
    title: 'Li, Wang, Shi, Liu and Hou 2016, Revisiting batch normalization for practical domain adaptation',
    url: 'https://arxiv.org/abs/1603.04779',
  },
} satisfies Readonly<Record<string, Source>>;
