// jemalloc, where it is installed, is for the process that runs the tests alone: a command, a
// browser or a server that a test starts has the allocator that it has elsewhere.
delete process.env.LD_PRELOAD;
