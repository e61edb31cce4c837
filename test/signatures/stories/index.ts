import type { Story } from '../support/story.ts';
import { OBJECTS } from './objects.ts';

export const STORIES: readonly Story[] = [...OBJECTS];
