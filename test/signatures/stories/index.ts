import type { Story } from '../support/story.ts';
import { OBJECTS } from './objects.ts';
import { RATIOS } from './ratios.ts';
import { SOCKETS } from './sockets.ts';

export const STORIES: readonly Story[] = [...OBJECTS, ...SOCKETS, ...RATIOS];
