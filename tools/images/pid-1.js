// Loaded before everything else in an image. The kernel does not end a container's first process by a signal that it
// does not handle, so until a service handles SIGTERM itself (and in the migrations, which never do) it ends here.
for (const [signal, number] of [
  ['SIGTERM', 15],
  ['SIGINT', 2],
])
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(128 + number)
  })
