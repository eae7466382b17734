export { CameraAlone } from './camera-alone.tsx';
export { CameraFeed } from './camera-feed.tsx';
export { LiveView } from './live-view.tsx';
