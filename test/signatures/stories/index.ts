import type { Story } from '../support/story.ts';
import { OBJECTS } from './objects.ts';
import { PRODUCTS } from './products.ts';
import { RATIOS } from './ratios.ts';
import { SCRIPTS } from './scripts.ts';
import { SOCKETS } from './sockets.ts';

export const STORIES: readonly Story[] = [
  ...OBJECTS,
  ...SOCKETS,
  ...RATIOS,
  ...PRODUCTS,
  ...SCRIPTS,
];
