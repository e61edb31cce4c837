import { keepReaders } from '../../src/store/idle-readers.ts';

// Most commands of the tests read a database that the command before has read: it stays open.
keepReaders();
