package io.policap.capture.packet.join;

/**
 * What the captures of a run are called, by their numbers. May be asked while captures are still being read, by any of
 * the threads that read them.
 */
public interface CaptureNames {
    /** The capture as the user named it, for places. */
    String source(int capture);

    /** The node on which it was taken, empty where that is not known (yet). */
    String node(int capture);
}
