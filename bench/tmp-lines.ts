import { SCENES } from '../simulator/scenes/scenes.ts';
import { cameraAt } from '../simulator/camera/mounts.ts';
import { bodyBox } from '../simulator/camera/body-box.ts';
import { framesOf } from '../simulator/traffic/run.ts';
import { linesInPicture, zonesInPicture } from '../scripts/demo/picture-drawings.ts';
import { crossingRecords } from '../scripts/demo/clip-truth.ts';
const [name='junction', seedText='300001', factorText='1', secondsText='56']=process.argv.slice(2);
const base=SCENES[name]!(Number(seedText));
const scene={...base, demands: base.demands.map(d=>({...d, vehiclesPerHour: d.vehiclesPerHour*Number(factorText)}))};
const cams=scene.mounts.map(m=>({m, camera: cameraAt(m,{width:640,height:360,k1:-0.05}), boxes: [] as any[]}));
for (const f of framesOf(scene,{minutes:Number(secondsText)/60,fps:12.5,warmUpSeconds:150})) for (const c of cams) for (const a of f.actors) { const b=bodyBox(c.camera,a); if (b) c.boxes.push({kind:'box',frame:f.frame,id:a.id,class:a.class,box:b,visible:1}); }
for (const c of cams) { const lines=linesInPicture(c.camera,scene); const cr=crossingRecords(c.boxes,lines,{width:640,height:360}); const t:Record<string,number>={}; for (const r of cr) if(r.class!=='pedestrian') t[r.line+' '+r.direction]=(t[r.line+' '+r.direction]??0)+1; console.log(c.m.name.padEnd(28), 'ids',new Set(c.boxes.map(b=>b.id)).size, JSON.stringify(t), 'zones', zonesInPicture(c.camera,scene).map(z=>z.name).join('|')); }
