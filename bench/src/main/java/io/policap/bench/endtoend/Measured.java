package io.policap.bench.endtoend;

/**
 * One run of a process.
 *
 * @param seconds wall time from before its start to its end
 * @param peakBytes the most memory it held resident, 0 where the system does not tell
 * @param status its exit status
 */
record Measured(double seconds, long peakBytes, int status) {}
