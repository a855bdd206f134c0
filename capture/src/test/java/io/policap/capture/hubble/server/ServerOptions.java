package io.policap.capture.hubble.server;

/** How a server behaves from its start to its end. */
record ServerOptions(
        boolean isRelay,
        boolean holdsBackNewest,
        boolean startsAtOldest,
        boolean tellsTimesOfLoss,
        String version) {

    /** For a node that joins while a reader follows: it misses nothing of it. */
    ServerOptions fromTheStart() {
        return new ServerOptions(isRelay, holdsBackNewest, true, tellsTimesOfLoss, version);
    }
}
