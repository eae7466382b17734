export { CameraAlone } from './camera-alone.tsx';
export { LiveView } from './live-view.tsx';
