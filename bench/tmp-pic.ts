import { writeFileSync } from 'node:fs';
import { openStudio } from '../scripts/pictures/studio.ts';
import { SCENES } from '../simulator/scenes/scenes.ts';
import { cameraAt } from '../simulator/camera/mounts.ts';
import { createTraffic } from '../simulator/traffic/simulation.ts';
const [name='junction', seed='7', mount='0', light='day', weather='clear', k1='0']=process.argv.slice(2);
const scene = SCENES[name]!(Number(seed));
const traffic = createTraffic(scene);
for (let i=0;i<120*25;i++) traffic.step();
const camera = cameraAt(scene.mounts[Number(mount)]!, { width: 640, height: 360, k1: Number(k1) });
const studio = await openStudio();
let t=performance.now();
await studio.open({ scene: name, seed: Number(seed), mood: { light: light as 'day', weather: weather as 'clear', seed: 1 }, camera, oversampling: 1.5, sensor: { noise: .15, vignette: .2, softness: .2, dirt: 0, paleness: .1, seed: 3 } });
console.log('open', performance.now()-t);
for (let f=0; f<8; f++) {
  t=performance.now();
  const wish={ frame: f, seconds: traffic.seconds, actors: traffic.actors(), signals: traffic.signals(), camera };
  const { jpeg, seen } = await studio.jpeg(wish, .92);
  console.log('frame', Math.round(performance.now()-t), 'ms', seen.length, 'seen of', wish.actors.length);
  if (f===7) { writeFileSync('/tmp/pic.jpg', jpeg); writeFileSync('/tmp/pic.json', JSON.stringify(seen)); const m=new Map(wish.actors.map(a=>[a.id,a])); for (const s of seen) console.log(s.id, m.get(s.id)!.class, s.box.map(x=>Math.round(x)).join(','), s.visibleBox?.map(x=>Math.round(x)).join(','), s.visibleShare.toFixed(2), s.inPicture.toFixed(2), s.pixels);}
  traffic.step(); traffic.step();
}
await studio.close();
