import { HalfFloatType, LinearFilter, PCFShadowMap, WebGLRenderer, WebGLRenderTarget } from 'three';
import type { Object3D } from 'three';
import { straightPicture } from './lens.ts';
import { aimCamera, drawingCamera } from './projection.ts';
import { createWitness } from './seen-in-picture.ts';
import { createSensorPass } from './sensor.ts';
import { createTheatre } from './theatre.ts';
import type { Theatre } from './theatre.ts';
import type { Delivery, FilmWish, Picture, PictureWish, SeenBody, TheatreWish } from './wishes.ts';

/** The page in which pictures are drawn. Whoever steers the browser calls what it hangs on the window. */

const canvas = document.createElement('canvas');
document.body.replaceChildren(canvas);
const renderer = new WebGLRenderer({ canvas, preserveDrawingBuffer: true, powerPreference: 'high-performance' });
renderer.shadowMap.enabled = true;
renderer.shadowMap.type = PCFShadowMap;

function openFilm({ camera, sensor, oversampling, ...wish }: FilmWish) {
  const straight = straightPicture(camera, oversampling);
  renderer.setPixelRatio(1);
  renderer.setSize(camera.width, camera.height);
  const light = new WebGLRenderTarget(straight.width, straight.height, {
    ...{ type: HalfFloatType, minFilter: LinearFilter, magFilter: LinearFilter, generateMipmaps: false },
  });
  const theatre = theatreFor(wish);
  const [witness, pass] = [createWitness(renderer, camera, straight), createSensorPass(renderer, sensor)];
  const drawn = drawingCamera(camera, straight.overscan);
  return {
    draw(picture: PictureWish): SeenBody[] {
      aimCamera(drawn, picture.camera, straight.overscan);
      theatre.show(picture, picture.camera, drawn);
      renderer.setRenderTarget(light);
      renderer.render(theatre.scene, drawn);
      pass.expose(light.texture, picture.camera, straight, picture.frame);
      const bodies = new Map<number, Object3D>([...theatre.actors].map(([id, { root }]) => [id, root]));
      return witness.look(theatre.scene, bodies, picture.camera, drawn);
    },
    close() {
      witness.dispose();
      pass.dispose();
      light.dispose();
    },
  };
}

/** A place costs more to build than a picture of it: it stands until another one is wished for. */
let standing: { readonly key: string; readonly theatre: Theatre } | null = null;

function theatreFor({ scene, seed, mood }: TheatreWish): Theatre {
  const key = JSON.stringify([scene, seed, mood]);
  if (standing?.key !== key) {
    standing?.theatre.dispose();
    standing = { key, theatre: createTheatre(renderer, { scene, seed, mood }) };
  }
  return standing.theatre;
}

let film: ReturnType<typeof openFilm> | null = null;

/** The place, the camera and its sensor for all pictures to come. */
function open(wish: FilmWish): void {
  film?.close();
  film = openFilm(wish);
}

async function draw(wish: PictureWish, delivery: Delivery): Promise<Picture> {
  if (film === null) throw new Error('no place is open');
  const seen = film.draw(wish);
  if ('jpegQuality' in delivery) {
    const address = canvas.toDataURL('image/jpeg', delivery.jpegQuality);
    return { seen, jpeg: address.slice(address.indexOf(',') + 1) };
  }
  const answer = await fetch(delivery.postTo, { method: 'POST', body: barePixels() });
  if (!answer.ok) throw new Error(`the picture was not taken: ${answer.status}`);
  return { seen, jpeg: null };
}

function barePixels(): Uint8Array<ArrayBuffer> {
  const gl = renderer.getContext();
  const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
  const pixels = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  return pixels;
}

Object.assign(window, { pictures: { open, draw } });
