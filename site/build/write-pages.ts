import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyImage } from './copy-image.ts';
import { faultRooms } from './fault-rooms.ts';
import { writeFaultPages } from './fault-pages.ts';
import { site } from './repository.ts';
import { sourcePages } from './source-pages.ts';
import { documentPage, writeDocuments } from './spec-pages.ts';
import { writeApiPages } from './api-pages.ts';
import { writeData } from './write-data.ts';
import { writeImplementationsPage } from './implementations-page.ts';

/** Writes every page that is made from files of the repository. */
const rooms = faultRooms();
for (const made of [
  'spec',
  'source',
  'more',
  'api',
  'implementations.md',
  'public/figures',
  ...rooms.map(({ name }) => `faults/${name}.md`),
]) {
  rmSync(join(site, 'pages', made), { recursive: true, force: true });
}
const sources = sourcePages();
const places = { pageOf: documentPage, sourceOf: sources.sourceOf, imageOf: copyImage };
const documents = writeDocuments(places);
writeImplementationsPage(places);
for (const { path } of rooms) sources.sourceOf(path, 'file');
const files = sources.write();
await writeData();
await writeApiPages();
const faults = await writeFaultPages();
console.log(`${documents} documents, ${files} pages with source, ${faults} faults in ${rooms.length} rooms`);
