package io.policap.cli.source;

import io.policap.infer.baseline.BaselineSnapshot;
import java.io.IOException;

/** Where what was seen so far is written while a run lasts. */
@FunctionalInterface
public interface BaselineTarget {
    /** Replaces what was written before, as a whole or not at all. */
    void write(BaselineSnapshot seen) throws IOException;
}
