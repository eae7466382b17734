import { writeFileSync, mkdirSync } from 'node:fs';
import { openStudio } from '../scripts/pictures/studio.ts';
import { SCENES } from '../simulator/scenes/scenes.ts';
import { cameraAt } from '../simulator/camera/mounts.ts';
import { createTraffic } from '../simulator/traffic/simulation.ts';
mkdirSync('/tmp/mounts',{recursive:true});
const studio = await openStudio();
const [seedText='300001', ...names]=process.argv.slice(2);
const lines: string[]=[];
for (const name of names.length?names:Object.keys(SCENES)) { const seed=Number(seedText);
 const scene = SCENES[name]!(seed); const traffic = createTraffic(scene); for (let i=0;i<150*25;i++) traffic.step();
 for (const [at,mount] of scene.mounts.entries()) { const camera=cameraAt(mount,{width:640,height:360,k1:-0.05});
  await studio.open({ scene: name, seed, mood: { light: 'day', weather: 'clear', seed }, camera, oversampling: 1.5, sensor: { gain: 1.25, noise: .06, vignette: .12, softness: .1, dirt: 0, paleness: .05, seed } });
  const { jpeg, seen } = await studio.jpeg({ frame: 0, seconds: traffic.seconds, actors: traffic.actors(), signals: traffic.signals(), camera }, .92);
  const file=`/tmp/mounts/${name}-${at}.jpg`; writeFileSync(file, jpeg); lines.push(`${file} ${mount.name} ${seen.filter(s=>s.visibleShare>.3).length}`);
 } }
console.log(lines.join('\n')); await studio.close();
