package io.policap.emit.tree;

import java.io.IOException;
import java.io.OutputStream;

/** What a file is to hold, written as it is made. */
@FunctionalInterface
public interface FileContent {
    /** Writes all of it; nobody sees it before this returns, nor if it throws. */
    void writeTo(OutputStream out) throws IOException;
}
