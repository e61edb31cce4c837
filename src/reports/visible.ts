export { visible, visibleLines } from '../words/visible.ts';
