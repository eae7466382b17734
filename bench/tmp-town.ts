import { writeFileSync, mkdirSync } from 'node:fs';
import { openStudio } from '../scripts/pictures/studio.ts';
import { TOWN } from '../scripts/demo/town.ts';
import { filmOf } from '../scripts/demo/make-demo.ts';
import { framesOf } from '../simulator/traffic/run.ts';
mkdirSync('/tmp/mounts',{recursive:true});
const studio = await openStudio(); const only=process.argv.slice(2);
for (const t of TOWN.filter(t=>only.length===0||only.includes(t.id))) { const p=filmOf(t); const {scene,mood,camera,sensor}=p;
 await studio.open({scene:scene.name,seed:scene.seed,mood,camera,sensor,oversampling:2});
 for (const m of framesOf(scene,p,150)) { const {jpeg,seen}=await studio.jpeg({...m,camera},.93); writeFileSync(`/tmp/mounts/town-${t.id}.jpg`,jpeg); console.log(t.id, seen.filter(s=>s.visibleShare>.3).length); break; } }
await studio.close();
