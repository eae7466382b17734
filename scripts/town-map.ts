import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeTownMap, townMapText } from './map/town-map.ts';
import { repositoryRoot } from './run-program.ts';

/** `npm run town-map`: draws the town of the demo cameras as the base map of the page Map. The same sources give the same bytes. */
const FILE = path.join(repositoryRoot, 'assets', 'map', 'town.json');

const map = makeTownMap();
mkdirSync(path.dirname(FILE), { recursive: true });
writeFileSync(FILE, townMapText(map));
for (const { kind, shapes } of map.layers) console.log(`${kind}: ${shapes.length}`);
