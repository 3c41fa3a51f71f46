import type { SourceArticle } from '../../src/model/summary.ts';

/** Invented reports of one invented event, by three outlets. */
export const summitArticles: readonly SourceArticle[] = [
  {
    id: 'a1',
    title: 'Norvelia and Estmark to hold talks on the Kell Strait in Geneva - Harbour Post',
    outletName: 'Harbour Post',
    url: 'https://harbour.example/1',
    language: 'en',
    publishedAt: Date.UTC(2023, 8, 4),
    text: `GENEVA (Reuters) - Norvelia and Estmark will hold talks on fishing rights in the Kell Strait on 14 March, the Swiss foreign ministry said on Monday.
The two states have been at odds since Norvelian patrol boats seized 12 trawlers from Estmark in January.
"We want a fair share of the fish and nothing more," Estmark's foreign minister, Ada Lund, told reporters.
Norvelia denied that it had broken the treaty of 1994, which gives each state half of the catch.
The European Union has offered 40 million euros to fishing towns on both coasts if the talks succeed.
Click here to subscribe to our newsletter.`,
  },
  {
    id: 'a2',
    title: 'Kell Strait: rivals agree to meet',
    outletName: 'Sample Wire',
    url: 'https://wire.example/2',
    language: 'en',
    publishedAt: Date.UTC(2023, 8, 4),
    text: `Norvelia and Estmark have agreed to meet in Geneva on 14 March to settle their quarrel over the Kell Strait.
Norvelia's prime minister, Jon Hake, said his country would not give up its patrols before a deal was signed.
Patrol boats of Norvelia seized 12 Estmark trawlers in January, and three fishermen are still held in the port of Sund.
Analysts expect the talks to last at least a week.`,
  },
  {
    id: 'a3',
    title: 'Pourparlers à Genève sur le détroit de Kell',
    outletName: 'Le Quai',
    url: 'https://quai.example/3',
    language: 'fr',
    publishedAt: null,
    text: 'La Norvélie et l’Estmark se retrouveront à Genève le 14 mars. Les deux pays se disputent le détroit de Kell. Trois pêcheurs sont toujours détenus.',
  },
];
