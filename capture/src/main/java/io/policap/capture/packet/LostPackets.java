package io.policap.capture.packet;

/**
 * How many packets an interface had lost by some time.
 *
 * @param iface the interface's number within its capture
 * @param packets packets lost since the capture began
 * @param time when that was counted, nanoseconds since 1970; 0 where not told
 */
record LostPackets(int iface, long packets, long time) {}
